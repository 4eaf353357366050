import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';

import { findTenantStatus, type Database } from '@sylion/database';
import type { Logger } from '@sylion/runtime';

import { Problem } from '../http/problem.ts';
import type { Issuer } from './issuer.ts';
import { createKeySet, KeysUnavailable } from './key-set.ts';
import { locateKeys } from './locate-keys.ts';
import { readClaims } from './read-claims.ts';
import type { TenantCaller } from './tenant-caller.ts';

export interface TokenCheckOptions {
  readonly issuers: readonly Issuer[];
  readonly database: Database;
  readonly logger: Logger;
}

/** Three parts with dots between them (RFC 7519 §3.1); no key of ours has a dot. */
export const looksLikeToken = (bearer: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(bearer);

/**
 * Tells which user of an identity provider a token vouches for: signature, algorithm, `iss`, `aud`, `exp` and `nbf` first
 * (RFC 8725), then the tenant and the role that it claims.
 * @throws {Problem} 401 when the token is not good, 403 when it gives no place here, 503 when the issuer's keys cannot be had.
 */
export function createTokenCheck({ issuers, database, logger }: TokenCheckOptions): (token: string) => Promise<TenantCaller> {
  const known = new Map(issuers.map((issuer) => [issuer.issuer, { issuer, verify: createVerify(issuer) }]));
  return async (token) => {
    const provider = known.get(issuerOf(token) ?? '');
    if (!provider) throw new Problem(401, 'unauthenticated', 'the token is of no identity provider that is known here');
    const { issuer } = provider.issuer;
    const claims = await provider.verify(token).catch((error: unknown) => {
      if (error instanceof KeysUnavailable) logger.warn({ error, issuer }, 'an identity provider’s keys cannot be fetched');
      throw toProblem(error);
    });
    if (!isSubject(claims.sub)) throw new Problem(401, 'unauthenticated', 'the token is not valid');
    const { tenantId, role } = readClaims(claims, provider.issuer);
    const status = tenantId === undefined ? undefined : await findTenantStatus(database, tenantId);
    if (tenantId === undefined || status === undefined || role === undefined)
      throw new Problem(403, 'forbidden', 'the token names no tenant and role that are known here');
    return {
      tenantId,
      grant: { role, scopes: null },
      actor: { kind: 'user', id: `${issuer}#${claims.sub}` },
      isSuspended: status === 'suspended',
    };
  };
}

/** At most 255 characters of ASCII (OpenID Connect Core 1.0 §2): what every table, index and log can hold. */
const isSubject = (subject: unknown): boolean => typeof subject === 'string' && /^[ -~]{1,255}$/.test(subject);

/** Clocks of issuers and of ours may differ by this much. */
const clockToleranceSeconds = 30;

function createVerify(issuer: Issuer): (token: string) => Promise<JWTPayload> {
  const checks = {
    issuer: issuer.issuer,
    audience: issuer.audience,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  // The issuer's configuration decides what may verify, never the token's header: a secret verifies HS256 only, keys never do.
  if (issuer.secret !== undefined) {
    const secret = new TextEncoder().encode(issuer.secret);
    return async (token) => (await jwtVerify(token, secret, { ...checks, algorithms: ['HS256'] })).payload;
  }
  const keys = createKeySet({ locate: () => locateKeys(issuer), cooldownMs: issuer.jwksCooldownSeconds * 1_000 });
  const algorithms = issuer.algorithms ?? ['RS256', 'ES256'];
  return async (token) => (await jwtVerify(token, keys, { ...checks, algorithms })).payload;
}

/** Who a token says issued it; nothing of it is believed before the signature is checked. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

function toProblem(error: unknown): unknown {
  if (error instanceof KeysUnavailable)
    return new Problem(503, error.code, 'the identity provider cannot be reached to check the token; try again');
  if (error instanceof errors.JWTExpired) return new Problem(401, 'unauthenticated', 'the token has expired');
  if (error instanceof errors.JOSEError || error instanceof TypeError) return new Problem(401, 'unauthenticated', 'the token is not valid');
  return error;
}
