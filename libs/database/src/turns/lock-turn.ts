import type { TenantScope } from '../database.ts';

export interface LockedConversation {
  readonly claim: number;
  readonly epoch: number;
  readonly lastInboundSeq: number;
  readonly nextSeq: number;
}

/** Locks the conversation of a turn that is about to commit and reads what its commit depends on; undefined when it was erased. */
export async function lockTurn(
  { sql: statements, tenantId }: TenantScope,
  conversationId: string,
): Promise<LockedConversation | undefined> {
  return statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .select(['claim', 'epoch', 'lastInboundSeq', 'nextSeq'])
    .forNoKeyUpdate()
    .executeTakeFirst();
}
