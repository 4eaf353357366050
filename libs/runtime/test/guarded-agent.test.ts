import http from 'node:http';

import { fetch } from 'undici';

import { AddressNotAllowed, createGuardedAgent, listen, publicWeb, readWebUrl, type Allowed, type Resolve } from '../src/index.ts';

let url: string;
let asked = 0;
let close: () => Promise<void>;
beforeAll(async () => {
  const server = http.createServer((_request, response) => {
    asked += 1;
    response.setHeader('connection', 'close').end('inside');
  });
  const listening = await listen(server, 0, '127.0.0.1');
  url = `http://changing.example:${listening.port}/`;
  close = listening.close;
});
afterAll(() => close());

const anyPort: Allowed = { ...publicWeb, port: () => true };
const ask = async (allowed: Allowed, resolve: Resolve): Promise<string> => {
  const agent = createGuardedAgent(allowed, { timeoutMs: 5_000, resolve });
  try {
    return await (await fetch(readWebUrl(url, allowed), { dispatcher: agent })).text();
  } finally {
    await agent.destroy();
  }
};
const leadsTo =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: 4 }));

it('connects to the very addresses that were judged: a name that leads inside by then is not asked', async () => {
  const before = asked;
  for (const addresses of [['127.0.0.1'], ['93.184.216.34', '127.0.0.1'], []])
    await expect(ask(anyPort, leadsTo(...addresses))).rejects.toMatchObject({ cause: expect.any(AddressNotAllowed) });
  expect(asked).toBe(before);
});

it('asks where it may', async () => {
  expect(await ask({ ...anyPort, address: (address) => address === '127.0.0.1' }, leadsTo('127.0.0.1'))).toBe('inside');
});

it.each(['http://127.0.0.1/', 'http://[::1]/', 'http://2130706433/', 'http://user:word@example.com/', 'ftp://example.com/', 'none'])(
  '%s is refused before anybody is asked',
  (address) => expect(() => readWebUrl(address, publicWeb)).toThrow(AddressNotAllowed),
);
