import { once } from 'node:events';
import net from 'node:net';

import { createServer } from '../src/create-server.ts';
import { listen, type ListeningServer } from '../src/listen.ts';

let server: ListeningServer;
let asked = 0;
beforeAll(async () => {
  const strict = createServer(
    (request, response) => {
      asked += 1;
      request.resume().once('end', () => response.end('done'));
    },
    { requestTimeoutMs: 600, headersTimeoutMs: 300, checkIntervalMs: 50 },
  );
  server = await listen(strict, 0, '127.0.0.1');
});
afterAll(() => server.close());
beforeEach(() => {
  asked = 0;
});

/** Sends the pieces one after another, each as soon as the one before is gone, and resolves to all that was answered until the end. */
async function send(...pieces: string[]): Promise<string> {
  const socket = net.connect(server.port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => undefined); // a server that had enough resets
  const closed = once(socket, 'close');
  for (const piece of pieces) if (!socket.destroyed) socket.write(piece);
  await closed;
  return answer;
}
const isServing = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${server.port}/`)).ok;

it.each([
  ['headers that never end (slow-loris)', ['POST / HTTP/1.1\r\nhost: a\r\n', 'x-a: b\r\n'], 408, 0],
  ['nothing after the first byte', ['P'], 408, 0],
  ['a body that never ends', ['POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n', 'a'], 408, 1],
  ['a header of 20 kB', [`GET / HTTP/1.1\r\nhost: a\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`], 431, 0],
  ['a flood of 5,000 headers', ['GET / HTTP/1.1\r\nhost: a\r\n', 'x-a: b\r\n'.repeat(5_000), '\r\n'], 431, 0],
  ['a path of 20 kB', [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`], 431, 0],
  ['two lengths (request smuggling)', ['POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'], 400, 0],
  [
    'a length and chunks (request smuggling)',
    ['POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    400,
    0,
  ],
  ['no HTTP at all', ['\0\xff\x16\x03\x01'], 400, 0],
])('%s: the connection is closed, and others are served meanwhile', async (_what, pieces, status, requests) => {
  const answer = send(...pieces);
  expect(await isServing()).toBe(true);
  expect(await answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(asked - 1).toBe(requests);
});

it('two hundred idle connections keep nobody out, and are closed', async () => {
  const idle = Array.from({ length: 200 }, () => send('GET / HTTP/1.1\r\n'));
  expect(await isServing()).toBe(true);
  expect((await Promise.all(idle)).filter((answer) => answer.startsWith('HTTP/1.1 408'))).toHaveLength(200);
});
