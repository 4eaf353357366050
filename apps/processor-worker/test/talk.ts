import type { MessageContent } from '@sylion/schemas';

import type { Harness } from './processor-harness.ts';

/** Everything the database knows of one conversation. Messages are read first: whatever they show is true of the rest, too. */
export type Talk = Awaited<ReturnType<typeof readTalk>>;

export async function readTalk({ database }: Harness, tenantId: string, conversationId: string) {
  return database.asTenant(tenantId, async ({ sql }) => {
    const messages = await sql
      .selectFrom('messages')
      .where('tenantId', '=', tenantId)
      .where('conversationId', '=', conversationId)
      .selectAll()
      .orderBy('seq')
      .execute();
    const turns = await sql
      .selectFrom('turns')
      .where('tenantId', '=', tenantId)
      .where('conversationId', '=', conversationId)
      .selectAll()
      .orderBy('startedAt')
      .orderBy('claim')
      .execute();
    const conversation = await sql
      .selectFrom('conversations')
      .where('tenantId', '=', tenantId)
      .where('id', '=', conversationId)
      .selectAll()
      .executeTakeFirstOrThrow();
    const endUser = await sql
      .selectFrom('endUsers')
      .where('tenantId', '=', tenantId)
      .where('id', '=', conversation.endUserId)
      .selectAll()
      .executeTakeFirstOrThrow();
    const audit = await sql
      .selectFrom('auditLog')
      .where('tenantId', '=', tenantId)
      .select(['action', 'actorKind', 'actorId', 'subjectId', 'before', 'after'])
      .orderBy('occurredAt')
      .execute();
    return {
      conversation,
      endUser,
      turns,
      audit,
      media: await sql
        .selectFrom('messageMedia')
        .where('tenantId', '=', tenantId)
        .where('conversationId', '=', conversationId)
        .selectAll()
        .orderBy('createdAt')
        .execute(),
      inbound: messages.filter(({ direction }) => direction === 'inbound'),
      replies: messages
        .filter(({ direction }) => direction === 'outbound')
        .map((message) => ({ ...message, text: wordsOf(message.content) })),
    };
  });
}

/** The ledger of a tenant, and what its quotas count in all periods. */
export interface Ledger {
  readonly records: readonly { metric: string; amount: number; turnId: string | null; model: string | null; isEstimated: boolean }[];
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly replies: number;
  readonly quotas: Readonly<Record<string, { used: number; reserved: number }>>;
}

export async function readLedger({ database }: Harness, tenantId: string): Promise<Ledger> {
  return database.asTenant(tenantId, async ({ sql }) => {
    const rows = await sql
      .selectFrom('usageRecords')
      .where('tenantId', '=', tenantId)
      .select(['metric', 'amount', 'turnId', 'model', 'isEstimated'])
      .orderBy('occurredAt')
      .execute();
    const records = rows.map((row) => ({ ...row, amount: Number(row.amount) }));
    const periods = await sql
      .selectFrom('quotaPeriods as p')
      .innerJoin('quotas as q', (join) => join.onRef('q.tenantId', '=', 'p.tenantId').onRef('q.id', '=', 'p.quotaId'))
      .where('p.tenantId', '=', tenantId)
      .select(['q.metric', 'p.used', 'p.reserved'])
      .execute();
    const sum = (metric: string): number =>
      records.filter((record) => record.metric === metric).reduce((total, { amount }) => total + amount, 0);
    return {
      records,
      promptTokens: sum('model_prompt_tokens'),
      outputTokens: sum('model_output_tokens'),
      replies: sum('replies'),
      quotas: Object.fromEntries(periods.map(({ metric, used, reserved }) => [metric, { used: Number(used), reserved: Number(reserved) }])),
    };
  });
}

const wordsOf = (content: MessageContent): string => (content.kind === 'text' ? content.text : `[${content.kind}]`);
