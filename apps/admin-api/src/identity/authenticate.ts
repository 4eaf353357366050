import type { Actor, Database } from '@sylion/database';
import type { Logger } from '@sylion/runtime';
import { isSameSecret, type Grant } from '@sylion/tenancy';

import { Problem } from '../http/problem.ts';
import { createKeyCheck } from './check-api-key.ts';
import { createTokenCheck, looksLikeToken } from './check-token.ts';
import type { Issuer } from './issuer.ts';

/** Who calls: an API key or a user inside a tenant, or the platform operator. */
export interface Caller {
  readonly actor: Actor;
  readonly grant: Grant;
  /** Undefined for the platform. */
  readonly tenantId?: string;
}

/**
 * Tells who sends a request by its header `Authorization`.
 * @throws {Problem} 401 unless the bearer is known and valid now, 403 when its tenant is suspended or it names none, 503 when it cannot be judged.
 */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

export interface IdentityOptions {
  readonly platformKey: string;
  readonly issuers: readonly Issuer[];
  readonly database: Database;
  readonly logger: Logger;
}

/** A bearer is the platform's key, a token that an identity provider signed, or else a tenant's API key. */
export function createAuthenticate(options: IdentityOptions): Authenticate {
  const checkApiKey = createKeyCheck(options);
  const checkToken = createTokenCheck(options);
  return async (authorization) => {
    const bearer = /^Bearer +(\S{1,8192})$/i.exec(authorization ?? '')?.[1];
    if (bearer === undefined) throw new Problem(401, 'unauthenticated', 'send Authorization: Bearer <key or token>');
    if (isSameSecret(bearer, options.platformKey)) return { grant: { role: 'platform', scopes: null }, actor: { kind: 'platform' } };
    const caller = await (looksLikeToken(bearer) ? checkToken(bearer) : checkApiKey(bearer));
    if (caller.isSuspended) throw new Problem(403, 'tenant_suspended', 'the platform operator has suspended this tenant');
    return caller;
  };
}
