import { claimTask, finishTask, releaseTask } from '@sylion/database';
import { done, type JobContext, type JobOutcome } from '@sylion/queues';
import type { ChannelTaskKind, ChannelTaskNudge } from '@sylion/schemas';
import { CannotOpenSecret } from '@sylion/tenancy';

import { openCredentials } from '../inbound/channel-directory.ts';
import { ProviderError, TransientProviderError } from '../providers/provider-error.ts';
import type { Task, TaskDependencies } from './task.ts';
import { syncTemplates } from './sync-templates.ts';
import { verifyChannel } from './verify-channel.ts';

/** The kinds that are the gateway's, and how each is done. What they give is the task's result. */
const works: Partial<Record<ChannelTaskKind, (task: Task, dependencies: TaskDependencies) => Promise<object>>> = {
  verify: verifyChannel,
  sync_templates: syncTemplates,
};
export const gatewayTaskKinds = Object.keys(works) as ChannelTaskKind[];

const timeoutMs = 30_000;

/** Does what an admin asked of a channel's provider, and leaves the answer in the task's row. */
export async function workOffTask(
  { tenantId, taskId }: ChannelTaskNudge,
  { isLastAttempt }: JobContext,
  dependencies: TaskDependencies,
): Promise<JobOutcome> {
  const { database, secretRing, logger } = dependencies;
  const task = await database.asTenant(tenantId, (scope) => claimTask(scope, taskId, timeoutMs + 5_000));
  const work = task && works[task.kind];
  if (!task || !work) return done;
  try {
    const credentials = openCredentials(secretRing, { tenantId, channelId: task.channel.id, ...task.channel });
    const result = await work({ tenantId, channel: task.channel, credentials, signal: AbortSignal.timeout(timeoutMs) }, dependencies);
    await database.asTenant(tenantId, (scope) => finishTask(scope, taskId, { result }));
  } catch (error) {
    const failure = failureOf(error);
    if ((failure === undefined || error instanceof TransientProviderError) && !isLastAttempt) {
      await database.asTenant(tenantId, (scope) => releaseTask(scope, taskId));
      throw error;
    }
    logger.warn({ error, tenantId, taskId, kind: task.kind }, 'a channel task failed');
    await database.asTenant(tenantId, (scope) => finishTask(scope, taskId, { failure: failure ?? 'internal_error' }));
  }
  return done;
}

function failureOf(error: unknown): string | undefined {
  if (error instanceof CannotOpenSecret) return 'credentials_unreadable';
  return error instanceof ProviderError ? error.code : undefined;
}
