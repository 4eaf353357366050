import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** An identity provider of the test's own: real keys, published over HTTP as OpenID Connect says. */
export interface LocalIssuer {
  readonly url: string;
  /** The published keys. */
  readonly keys: readonly JWK[];
  /** How often the keys were fetched. */
  readonly fetches: number;
  /** Signs with the newest key; what is not named is as a good token has it. */
  sign(claims: JWTPayload, header?: { alg?: string; kid?: string }): Promise<string>;
  /** Publishes a new key beside the old ones, and signs with it from now on. */
  addKey(): Promise<void>;
  /** Answers nobody while `work` runs. */
  away<Result>(work: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

export const audience = 'authenticated';

export async function startLocalIssuer(alg: 'ES256' | 'RS256' = 'ES256'): Promise<LocalIssuer> {
  const keys: JWK[] = [];
  let newest: { readonly kid: string; readonly privateKey: CryptoKey } | undefined;
  let isAway = false;
  let fetches = 0;
  const server = http.createServer((request, response) => {
    if (isAway) return void response.destroy();
    const answer = (body: object): void => void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url === '/.well-known/openid-configuration') return answer({ issuer: url, jwks_uri: `${url}/keys` });
    fetches += 1;
    answer({ keys });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const addKey = async (): Promise<void> => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    newest = { kid: `key-${keys.length + 1}`, privateKey };
    keys.push({ ...(await exportJWK(publicKey)), kid: newest.kid, alg, use: 'sig' });
  };
  await addKey();
  return {
    url,
    keys,
    get fetches() {
      return fetches;
    },
    addKey,
    sign: async (claims, header) => {
      if (!newest) throw new Error('there is a key');
      return new SignJWT(goodClaims(url, claims)).setProtectedHeader({ alg, kid: newest.kid, ...header }).sign(newest.privateKey);
    },
    away: async (work) => {
      isAway = true;
      try {
        return await work();
      } finally {
        isAway = false;
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The claims of a token that is good now. A claim that is given as undefined is left out. */
export const goodClaims = (issuer: string, claims: JWTPayload): JWTPayload => ({
  iss: issuer,
  aud: audience,
  sub: 'user-1',
  exp: secondsFromNow(300),
  ...claims,
});

export const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;
