import { sql } from 'kysely';

import type { MessageContent } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import type { SendRecord } from '../outbound/record-send.ts';

export interface NewOutboundFile {
  readonly id: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly mimeType: string;
  readonly filename: string | null;
  readonly objectPath: string;
  readonly objectUri: string;
  readonly sizeBytes: number;
}

/** The file of an outbound message, which lies in the bucket already. */
export async function insertOutboundFile({ sql: statements, tenantId }: TenantScope, file: NewOutboundFile): Promise<void> {
  await statements
    .insertInto('messageMedia')
    .values({ ...file, tenantId, providerMediaId: null, providerUrl: null, expectedSha256: null, state: 'ready', stateReason: null })
    .execute();
}

/** A file to be sent. `providerMediaId` is null until the provider has it. */
export interface OutboundFile {
  readonly id: string;
  readonly objectPath: string;
  readonly mimeType: string;
  readonly filename: string | null;
  readonly providerMediaId: string | null;
}

/** The provider has the file now, under its own id: further attempts to send the message do not upload it again. */
export async function recordUpload({ sql: statements, tenantId }: TenantScope, fileId: string, providerMediaId: string): Promise<void> {
  await statements
    .updateTable('messageMedia')
    .set({ providerMediaId, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', fileId)
    .execute();
}

/** The provider did not get the file: its message, which was not sent yet, waits, or fails for good. */
export async function recordFailedUpload(
  { sql: statements, tenantId }: TenantScope,
  messageId: string,
  record: Extract<SendRecord, { kind: 'retry' | 'failed' }>,
): Promise<void> {
  const delayMs = record.kind === 'retry' ? record.delayMs : 0;
  await statements
    .updateTable('messages')
    .set((eb) => ({
      state: record.kind === 'retry' ? 'queued' : 'failed',
      stateReason: record.reason,
      attempts: eb('attempts', '+', 1),
      notBefore: sql<Date>`clock_timestamp() + ${delayMs} * interval '1 ms'`,
      updatedAt: sql<Date>`now()`,
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', messageId)
    .where('state', '=', 'queued')
    .execute();
}

/** What a message says that has a file. */
type FileContent = Extract<MessageContent, { kind: 'image' | 'video' | 'audio' | 'document' }>;

export const mayHaveFile = (content: MessageContent): content is FileContent =>
  ['image', 'video', 'audio', 'document'].includes(content.kind);

/** The content with its file under the provider's id. */
export function withFile(content: MessageContent, file: OutboundFile | undefined): MessageContent {
  if (!mayHaveFile(content) || !file?.providerMediaId) return content;
  const { providerMediaId, mimeType, filename } = file;
  return { ...content, media: { providerMediaId, mimeType, filename: filename ?? undefined } };
}
