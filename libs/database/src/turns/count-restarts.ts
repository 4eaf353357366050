import type { TenantScope } from '../database.ts';

/** How many drafts were thrown away for newer messages since `since` (the oldest unanswered message): restarts are bounded. */
export async function countRestarts(
  { sql: statements, tenantId }: TenantScope,
  { conversationId, since }: { conversationId: string; since: Date },
): Promise<number> {
  const { count } = await statements
    .selectFrom('turns')
    .where('tenantId', '=', tenantId)
    .where('conversationId', '=', conversationId)
    .where('startedAt', '>=', since)
    .where('outcome', '=', 'restarted')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
