import type { TenantScope } from '../database.ts';

/** What the provider calls a message of a conversation, by which another can quote it; undefined when there is none such that it knows. */
export async function findProviderMessageId(
  { sql: statements, tenantId }: TenantScope,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<string | undefined> {
  const message = await statements
    .selectFrom('messages')
    .where('tenantId', '=', tenantId)
    .where('id', '=', messageId)
    .where('conversationId', '=', conversationId)
    .select('providerMessageId')
    .executeTakeFirst();
  return message?.providerMessageId ?? undefined;
}
