import { decodeCursor, encodeCursor } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { readMessageMedia, type MessageMediaRow } from '../media/read-media.ts';
import type { Page, PageRequest } from '../pages/read-page.ts';

const columns = [
  'id',
  'seq',
  'part',
  'direction',
  'author',
  'kind',
  'content',
  'state',
  'stateReason',
  'providerMessageId',
  'turnId',
  'createdAt',
  'sentAt',
  'deliveredAt',
  'readAt',
] as const;

export type MessageRow = Awaited<ReturnType<ReturnType<typeof selectMessages>['executeTakeFirstOrThrow']>> & {
  /** The file that came with it, if one did. */
  readonly media: MessageMediaRow | null;
};

/**
 * The messages of a conversation after a seq, in order. A page ends with a whole reply: all bubbles of one have the same seq, so it may
 * hold a few more than `limit`.
 * @throws {InvalidCursor} when the cursor is that of another list
 */
export async function listMessages(
  scope: TenantScope,
  { limit, cursor, ...page }: PageRequest & { conversationId: string; afterSeq: number },
): Promise<Page<MessageRow>> {
  const afterSeq = cursor === undefined ? page.afterSeq : Number(decodeCursor(cursor, ['int'])[0]);
  const read = selectMessages(scope).where('conversationId', '=', page.conversationId).orderBy('seq');
  const messages = await read.where('seq', '>', afterSeq).fetch(limit, 'with ties').execute();
  const withFile = messages.filter(({ kind }) => kind !== 'text').map(({ id }) => id);
  const media = await readMessageMedia(scope, withFile);
  const items = messages
    .map((message) => ({ ...message, media: media.get(message.id) ?? null }))
    .toSorted((one, other) => one.seq - other.seq || one.part - other.part);
  const lastSeq = items.length < limit ? undefined : items.at(-1)?.seq;
  const next = lastSeq === undefined ? undefined : await read.where('seq', '>', lastSeq).limit(1).executeTakeFirst();
  return { items, nextCursor: next === undefined || lastSeq === undefined ? null : encodeCursor([lastSeq]) };
}

const selectMessages = ({ sql: statements, tenantId }: TenantScope) =>
  statements.selectFrom('messages').where('tenantId', '=', tenantId).select(columns);
