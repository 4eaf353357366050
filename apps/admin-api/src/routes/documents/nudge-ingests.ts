import { documentIngests } from '@sylion/schemas';

import type { Services } from '../../services.ts';

/** Nudges documents after what became of them is committed. Best effort: the worker's sweeper finds what is missed. */
export async function nudgeIngests(
  { tenantId, documentIds }: { tenantId: string; documentIds: readonly string[] },
  { queues, logger }: Pick<Services, 'queues' | 'logger'>,
): Promise<void> {
  const atOnce = 100;
  try {
    for (let start = 0; start < documentIds.length; start += atOnce)
      await Promise.all(
        documentIds.slice(start, start + atOnce).map((documentId) => queues.publish(documentIngests, { version: 1, tenantId, documentId })),
      );
  } catch (error) {
    logger.warn({ error, tenantId, documents: documentIds.length }, 'documents were not nudged; the sweeper will');
  }
}
