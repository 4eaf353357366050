import { generateKeyPair, jwtVerify, SignJWT } from 'jose';

import { startLocalIssuer, type LocalIssuer } from '../../test/local-issuer.ts';
import { createKeySet, KeysUnavailable } from './key-set.ts';

const minuteMs = 60_000;
let issuer: LocalIssuer;
let nowMs = 0;
let keys: ReturnType<typeof createKeySet>;
beforeEach(async () => {
  issuer = await startLocalIssuer('RS256');
  keys = createKeySet({ locate: async () => new URL(`${issuer.url}/keys`), cooldownMs: 30_000, now: () => nowMs });
});
afterEach(() => issuer.stop());

const judge = (token: string) =>
  jwtVerify(token, keys).then(
    () => 'good',
    (error: Error) => error.name,
  );
const ofNobody = async () =>
  new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'nobody' }).sign((await generateKeyPair('RS256')).privateKey);

it('fetches the keys once, however many tokens come at once', async () => {
  const token = await issuer.sign({});
  expect(await Promise.all([judge(token), judge(token), judge(token)])).toEqual(['good', 'good', 'good']);
  expect(await judge(token)).toBe('good');
  expect(issuer.fetches).toBe(1);
});

it('asks again for an unknown key, but not more often than the cooldown allows', async () => {
  expect(await judge(await issuer.sign({}))).toBe('good');
  const stranger = await ofNobody();
  for (let count = 0; count < 5; count += 1) expect(await judge(stranger)).toBe('JWKSNoMatchingKey');
  expect(issuer.fetches).toBe(1);
  nowMs += 31_000;
  await issuer.addKey();
  expect(await judge(await issuer.sign({}))).toBe('good');
  expect(issuer.fetches).toBe(2);
});

it('forgets keys that the issuer withdrew', async () => {
  const token = await issuer.sign({});
  expect(await judge(token)).toBe('good');
  (issuer.keys as object[]).length = 0;
  await issuer.addKey();
  nowMs += 11 * minuteMs;
  expect(await judge(token)).not.toBe('good');
});

it('keeps its keys while the issuer is away, asks seldom, and finds it again', async () => {
  const token = await issuer.sign({});
  expect(await judge(token)).toBe('good');
  await issuer.away(async () => {
    nowMs += 60 * minuteMs;
    expect(await judge(token)).toBe('good');
    expect(await judge(await ofNobody())).toBe(KeysUnavailable.name);
  });
  await issuer.addKey();
  const later = await issuer.sign({});
  expect(await judge(later)).toBe(KeysUnavailable.name);
  nowMs += 6_000;
  expect(await judge(later)).toBe('good');
});

it('cannot judge before it ever had keys', async () => {
  const token = await issuer.sign({});
  await issuer.away(async () => expect(await judge(token)).toBe(KeysUnavailable.name));
  nowMs += 6_000;
  expect(await judge(token)).toBe('good');
});
