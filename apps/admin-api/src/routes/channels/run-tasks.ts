import { findTask, requestTask, writeAudit, type ChannelTask } from '@sylion/database';
import { newId, queueOfTask, type ChannelTaskKind } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import type { Origin } from '../../route.ts';
import type { Services } from '../../services.ts';

const pollIntervalMs = 50;

export interface TaskRequest {
  readonly tenantId: string;
  readonly channelId: string;
  readonly kinds: readonly ChannelTaskKind[];
  /** What the audit log calls the request. */
  readonly action: string;
  readonly by: Origin;
}

/**
 * Has other apps do something about a channel (docs/decisions/0015): a row each, a nudge each, and a bounded wait for them. Whatever is not
 * over by then is told as it stands; it goes on, and can be asked for. `isNudged` is false when a queue could not be reached.
 */
export async function runTasks(
  { tenantId, channelId, kinds, action, by }: TaskRequest,
  services: Services,
): Promise<{ readonly tasks: ChannelTask[]; readonly isNudged: boolean }> {
  const { database, queues, logger, taskWaitMs } = services;
  const requested = kinds.map((kind) => ({ id: newId(), kind }));
  await database.asTenant(tenantId, async (scope) => {
    for (const task of requested) await requestTask(scope, { ...task, channelId });
    await writeAudit(scope.sql, { ...by, tenantId, action, subjectKind: 'channel', subjectId: channelId });
  });
  const isNudged = await Promise.all(
    requested.map(({ id, kind }) => queues.publish(queueOfTask(kind), { version: 1, tenantId, taskId: id })),
  ).then(
    () => true,
    (error: unknown) => {
      logger.warn({ error, tenantId, channelId }, 'channel tasks were not nudged; a sweeper will');
      return false;
    },
  );
  const read = (): Promise<ChannelTask[]> =>
    database.asTenant(tenantId, async (scope) => {
      const tasks: ChannelTask[] = [];
      for (const { id } of requested) tasks.push(found('task', await findTask(scope, id)));
      return tasks;
    });
  const endsAt = Date.now() + (isNudged ? taskWaitMs : 0);
  for (;;) {
    const tasks = await read();
    if (tasks.every(isOver) || Date.now() >= endsAt) return { tasks, isNudged };
    await new Promise((resolve) => setTimeout(resolve, pollIntervalMs));
  }
}

const isOver = ({ state }: ChannelTask): boolean => state === 'done' || state === 'failed';
