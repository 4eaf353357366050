import type { TenantScope } from '../database.ts';

/** A media file that came with a message, as people look at it. */
export type MessageMediaRow = Awaited<ReturnType<ReturnType<typeof selectMedia>['executeTakeFirstOrThrow']>>;

/** The media file of a message; undefined when it has none. */
export const findMessageMedia = async (scope: TenantScope, messageId: string): Promise<MessageMediaRow | undefined> =>
  selectMedia(scope).where('messageId', '=', messageId).executeTakeFirst();

/** The media files of messages, by message. */
export async function readMessageMedia(scope: TenantScope, messageIds: readonly string[]): Promise<Map<string, MessageMediaRow>> {
  if (messageIds.length === 0) return new Map();
  const rows = await selectMedia(scope).where('messageId', 'in', messageIds).execute();
  return new Map(rows.map((row) => [row.messageId, row]));
}

const selectMedia = ({ sql: statements, tenantId }: TenantScope) =>
  statements
    .selectFrom('messageMedia')
    .where('tenantId', '=', tenantId)
    .select(['messageId', 'state', 'stateReason', 'mimeType', 'filename', 'objectPath'])
    .select((eb) => eb.cast<number | null>('sizeBytes', 'float8').as('sizeBytes'));
