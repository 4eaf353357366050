import { findKeyHolder, noteKeyUse, type Database } from '@sylion/database';
import type { Logger } from '@sylion/runtime';
import { hashApiKey } from '@sylion/tenancy';

import { Problem } from '../http/problem.ts';
import type { TenantCaller } from './tenant-caller.ts';

/** Tells whose API key a secret is. A key's use is noted beside the request, which neither waits for it nor fails with it. */
export function createKeyCheck({ database, logger }: { database: Database; logger: Logger }): (secret: string) => Promise<TenantCaller> {
  const beingNoted = new Set<string>();
  const noteUse = (key: { tenantId: string; keyId: string }): void => {
    if (beingNoted.has(key.keyId)) return;
    beingNoted.add(key.keyId);
    void noteKeyUse(database, key)
      .catch((error: unknown) => logger.warn({ error, ...key }, 'the use of an API key was not noted'))
      .finally(() => beingNoted.delete(key.keyId));
  };
  return async (secret) => {
    const holder = await findKeyHolder(database, hashApiKey(secret));
    if (!holder) throw new Problem(401, 'unauthenticated', 'the key is unknown, revoked or expired');
    const { tenantId, keyId, role, scopes } = holder;
    if (holder.isUseUnnoted) noteUse({ tenantId, keyId });
    return {
      tenantId,
      grant: { role, scopes },
      actor: { kind: 'api_key', id: keyId },
      isSuspended: holder.tenantStatus === 'suspended',
    };
  };
}
