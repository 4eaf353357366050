import { claimErasure, eraseFromDatabase, findErasure, finishErasure, releaseErasure, writeAudit, type ErasureRow } from '@sylion/database';

import type { Services } from '../services.ts';
import { certify } from './certify.ts';

type Parts = Pick<Services, 'database' | 'queues' | 'store' | 'secretRing' | 'mediaSettleMs'>;

/** Longer than removing all objects of an end user takes; a killed process's erasure is taken up by another after it. */
const leaseMs = 120_000;

/**
 * Takes an erasure as far as it goes now: rows, then objects and Redis entries, then the certificate. Every step may be done again, and
 * what a killed process left is finished by the sweeper.
 */
export async function completeErasure({ tenantId, id }: { tenantId: string; id: string }, parts: Parts): Promise<void> {
  const { database, mediaSettleMs } = parts;
  if (!(await database.asTenant(tenantId, (scope) => claimErasure(scope, id, leaseMs)))) return;
  try {
    await eraseFromDatabase(database, tenantId, id, { mediaSettleMs });
    const erasure = await database.asTenant(tenantId, (scope) => findErasure(scope, id));
    if (erasure?.state !== 'rows_erased' || erasure.notBefore > new Date()) return;
    await removeLeftovers(erasure, parts);
  } finally {
    await database.asTenant(tenantId, (scope) => releaseErasure(scope, id));
  }
}

async function removeLeftovers(erasure: ErasureRow, { database, queues, store, secretRing }: Parts): Promise<void> {
  const { tenantId, leftovers } = erasure;
  if (!leftovers || !erasure.rowsErasedAt) throw new Error('an erasure whose rows are gone says what they left');
  let [removedObjects, redisEntries] = [0, 0];
  for (const { id: conversationId, channelId } of leftovers.conversations) {
    removedObjects += await store.removePrefix(tenantId, `media/${conversationId}`);
    redisEntries += await queues.forgetConversation({ tenantId, channelId, conversationId });
  }
  for (const path of leftovers.objectPaths) await store.remove(tenantId, path);
  const doneAt = new Date();
  const certificate = certify(secretRing, {
    version: 1,
    erasureId: erasure.id,
    tenantId,
    endUserId: erasure.endUserId,
    requestedBy: { kind: erasure.requestedByKind, id: erasure.requestedById },
    requestedAt: erasure.requestedAt.toISOString(),
    rowsErasedAt: erasure.rowsErasedAt.toISOString(),
    doneAt: doneAt.toISOString(),
    erased: { rows: erasure.counts, objects: Math.max(leftovers.objectCount, removedObjects + leftovers.objectPaths.length), redisEntries },
  });
  await database.asTenant(tenantId, async (scope) => {
    if (!(await finishErasure(scope, erasure.id, { doneAt, certificate }))) return;
    await writeAudit(scope.sql, {
      tenantId,
      actor: { kind: 'system', id: 'erasure' },
      action: 'end_user.erased',
      subjectKind: 'end_user',
      subjectId: erasure.endUserId,
      after: { erasureId: erasure.id, erased: certificate.erased },
    });
  });
}
