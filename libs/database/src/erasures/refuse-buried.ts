import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/** The message was erased: whatever was begun for it is to be rolled back. */
export class MessageBuried extends Error {
  readonly code = 'message_buried';
  constructor() {
    super('the message was erased');
    this.name = 'MessageBuried';
  }
}

/** Asked last in a transaction that stores a message or its writer: an erasure that committed meanwhile is seen. @throws {MessageBuried} */
export async function refuseBuried(
  { sql: statements, tenantId }: TenantScope,
  message: { readonly channelId: string; readonly providerMessageId: string },
): Promise<void> {
  const { rows } = await sql<{ buried: boolean }>`
    select is_buried(${tenantId}, ${message.channelId}, ${message.providerMessageId}) as buried`.execute(statements);
  if (rows[0]?.buried) throw new MessageBuried();
}
