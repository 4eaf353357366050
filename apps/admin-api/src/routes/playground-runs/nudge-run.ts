import { playgroundRuns } from '@sylion/schemas';

import type { Services } from '../../services.ts';

/** Nudges a run once it is committed. Best effort: the worker's sweeper finds what is missed. */
export async function nudgeRun(
  { tenantId, runId }: { readonly tenantId: string; readonly runId: string },
  { queues, logger }: Pick<Services, 'queues' | 'logger'>,
): Promise<void> {
  try {
    await queues.publish(playgroundRuns, { version: 1, tenantId, runId });
  } catch (error) {
    logger.warn({ error, tenantId, runId }, 'a run was not nudged; the sweeper will');
  }
}
