import { lockStandingKeys, findApiKey, type ApiKey, type TenantScope } from '@sylion/database';
import type { Grant } from '@sylion/tenancy';

import { conflict, found } from '../../http/problem.ts';
import { requireGrant } from './require-grant.ts';

/** A key, and every other one that stands: nobody changes any of them before this transaction ends. */
export interface HeldKey {
  readonly key: ApiKey;
  readonly others: readonly ApiKey[];
}

/**
 * Takes a key to change it.
 * @throws {Problem} 404, 409 when it was revoked, 403 when it may more than the caller.
 */
export async function holdApiKey(scope: TenantScope, keyId: string, grant: Grant): Promise<HeldKey> {
  const standing = await lockStandingKeys(scope);
  const key = standing.find(({ id }) => id === keyId);
  if (!key) {
    found('API key', await findApiKey(scope, keyId));
    throw conflict('api_key_revoked', 'the key was revoked: issue another one');
  }
  requireGrant(grant, key);
  return { key, others: standing.filter(({ id }) => id !== keyId) };
}
