import { sql } from 'kysely';

import type { ChannelTaskKind } from '@sylion/schemas';

import type { Database, TenantScope } from '../database.ts';

const columns = ['id', 'channelId', 'kind', 'state', 'result', 'failure', 'requestedAt', 'startedAt', 'finishedAt'] as const;

export type ChannelTask = NonNullable<Awaited<ReturnType<typeof findTask>>>;

/** Asks for something that another app does; nudge it afterwards. */
export async function requestTask(
  { sql: statements, tenantId }: TenantScope,
  task: { readonly id: string; readonly channelId: string; readonly kind: ChannelTaskKind },
): Promise<void> {
  await statements
    .insertInto('channelTasks')
    .values({ tenantId, ...task, failure: null })
    .execute();
}

/** Undefined when there is none such in this tenant. */
export const findTask = ({ sql: statements, tenantId }: TenantScope, taskId: string) =>
  statements.selectFrom('channelTasks').where('tenantId', '=', tenantId).where('id', '=', taskId).select(columns).executeTakeFirst();

/** The latest task of a kind that came to an answer; undefined when none has. */
export const findLastDone = ({ sql: statements, tenantId }: TenantScope, channelId: string, kind: ChannelTaskKind) =>
  statements
    .selectFrom('channelTasks')
    .where('tenantId', '=', tenantId)
    .where('channelId', '=', channelId)
    .where('kind', '=', kind)
    .where('state', '=', 'done')
    .select(columns)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export type ClaimedTask = NonNullable<Awaited<ReturnType<typeof claimTask>>>;

/** Takes a task that is not over and that nobody works on, with its channel; undefined when there is nothing to do. */
export async function claimTask({ sql: statements, tenantId }: TenantScope, taskId: string, leaseMs: number) {
  const claimed = await statements
    .updateTable('channelTasks')
    .set({
      state: 'running',
      startedAt: sql<Date>`coalesce(started_at, clock_timestamp())`,
      claimedUntil: sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 ms'`,
      updatedAt: sql<Date>`clock_timestamp()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', taskId)
    .where('state', 'in', ['requested', 'running'])
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
    .returning(['channelId', 'kind'])
    .executeTakeFirst();
  if (!claimed) return undefined;
  const channel = await statements
    .selectFrom('channels as ch')
    .leftJoin('assistants as a', (join) => join.onRef('a.tenantId', '=', 'ch.tenantId').onRef('a.id', '=', 'ch.assistantId'))
    .where('ch.tenantId', '=', tenantId)
    .where('ch.id', '=', claimed.channelId)
    .select(['ch.id', 'ch.provider', 'ch.providerKey', 'ch.accountKey', 'ch.credentialsCiphertext', 'ch.status', 'ch.assistantId'])
    .select(['a.model', 'a.modelTier'])
    .executeTakeFirstOrThrow();
  return { id: taskId, kind: claimed.kind, channel };
}

/** Ends a task; what is over stays as it is. */
export async function finishTask(
  { sql: statements, tenantId }: TenantScope,
  taskId: string,
  end: { readonly result: object } | { readonly failure: string },
): Promise<void> {
  await statements
    .updateTable('channelTasks')
    .set({
      ...('result' in end ? { state: 'done', result: JSON.stringify(end.result) } : { state: 'failed', failure: end.failure }),
      finishedAt: sql<Date>`clock_timestamp()`,
      claimedUntil: null,
      updatedAt: sql<Date>`clock_timestamp()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', taskId)
    .where('state', 'in', ['requested', 'running'])
    .execute();
}

/** Lets another try begin at once. */
export async function releaseTask({ sql: statements, tenantId }: TenantScope, taskId: string): Promise<void> {
  await statements
    .updateTable('channelTasks')
    .set({ claimedUntil: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', taskId)
    .where('state', '=', 'running')
    .execute();
}

/** Tasks of these kinds that nobody took up or finished for `ageMs`: their nudge was lost, or who took them died. */
export const listOpenTasks = (
  database: Database,
  kinds: readonly ChannelTaskKind[],
  ageMs: number,
): Promise<{ tenantId: string; taskId: string }[]> =>
  database.asPlatform('sweep open channel tasks', ({ sql: statements }) =>
    statements
      .selectFrom('channelTasks')
      .where('state', 'in', ['requested', 'running'])
      .where('kind', 'in', kinds)
      .where('requestedAt', '<', sql<Date>`clock_timestamp() - ${ageMs} * interval '1 ms'`)
      .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<', sql<Date>`clock_timestamp()`)]))
      .select(['tenantId', 'id as taskId'])
      .limit(1_000)
      .execute(),
  );
