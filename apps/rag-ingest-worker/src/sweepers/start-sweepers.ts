import {
  buildVectorIndex,
  dropRetiredIndexes,
  listBasesToIndex,
  listBasesToSwitch,
  listDeletedBases,
  listDocumentsToReembed,
  listStuckDocuments,
  removeEmptyBase,
  removeRetiredVectors,
  switchEmbedding,
  type Database,
} from '@sylion/database';
import type { Queues } from '@sylion/queues';
import { repeat, type AppParts, type Logger } from '@sylion/runtime';
import { documentIngests } from '@sylion/schemas';

import type { RagIngestConfig } from '../config.ts';

/** A nudge that is lost is missed after this long. */
const sweepAgeMs = 60_000;
/** How often what is never urgent is looked at. */
const housekeepingFactor = 6;
const vectorsAtOnce = 5_000;

interface SweeperParts {
  readonly config: RagIngestConfig;
  readonly database: Database;
  readonly queues: Queues;
  readonly logger: Logger;
  readonly shutdown: AppParts['shutdown'];
}

/** Looks again and again for what nobody works on although somebody should. */
export function startSweepers({ config, database, queues, logger, shutdown }: SweeperParts): void {
  const sweep = (name: string, intervalMs: number, work: () => Promise<unknown>): void =>
    shutdown.addWorker(name, repeat(name, intervalMs, work, logger));
  const nudge = (key: { tenantId: string; documentId: string }): Promise<void> => queues.publish(documentIngests, { version: 1, ...key });
  const { SWEEP_INTERVAL_MS: oftenMs, DATABASE_OWNER_URL: ownerUrl } = config;
  const seldomMs = oftenMs * housekeepingFactor;

  sweep('document sweeper', oftenMs, async () => {
    for (const key of await listStuckDocuments(database, sweepAgeMs)) await nudge(key);
  });
  sweep('embedding sweeper', seldomMs, async () => {
    for (const { tenantId, knowledgeBaseId } of await listBasesToSwitch(database))
      await database.asTenant(tenantId, async (scope) => {
        await switchEmbedding(scope, knowledgeBaseId);
        await removeRetiredVectors(scope, { knowledgeBaseId, limit: vectorsAtOnce });
      });
    for (const key of await listDocumentsToReembed(database)) await nudge(key);
  });
  sweep('knowledge base sweeper', seldomMs, async () => {
    for (const { tenantId, knowledgeBaseId } of await listDeletedBases(database))
      await database.asTenant(tenantId, (scope) => removeEmptyBase(scope, knowledgeBaseId));
  });
  if (ownerUrl === undefined) return;
  sweep('vector indexes', seldomMs, async () => {
    const keeper = { database, ownerUrl };
    await dropRetiredIndexes(keeper);
    for (const base of await listBasesToIndex(database)) {
      logger.info({ tenantId: base.tenantId, knowledgeBaseId: base.knowledgeBaseId, chunks: base.chunkCount }, 'building a vector index');
      if (!(await buildVectorIndex(keeper, base))) return; // another worker is at it
    }
    await dropRetiredIndexes(keeper);
  });
}
