import type { Violation } from '../history/check-history.ts';
import type { History } from '../history/history.ts';
import type { Stage, StageEvent } from '../stage/stage.ts';
import { nameOf, type Chat } from './chat.ts';

/** Everything that is known about the chat of a violation, line by line in the order of time; what happened to the product stands between. */
export async function traceViolation(
  { events }: Pick<Stage, 'events'>,
  violation: Violation,
  history: History,
  chats: readonly Chat[],
): Promise<string[]> {
  const chat = chats.find(({ business, phone }) => nameOf(business.phoneNumberId, phone) === violation.chat);
  const lines: StageEvent[] = [
    ...events,
    ...history.sent
      .filter((message) => message.chat === violation.chat)
      .flatMap(({ token, sentAt, acknowledgedAt }) => [
        { at: sentAt, what: `the end user sends ${token}` },
        ...(acknowledgedAt === undefined ? [] : [{ at: acknowledgedAt, what: `${token} is acknowledged` }]),
      ]),
    ...history.seen
      .filter((bubble) => bubble.chat === violation.chat)
      .map(({ seenAt, text }) => ({ at: seenAt, what: `the phone shows ${JSON.stringify(text)}` })),
  ];
  const told =
    chat === undefined ? [] : await tellFromInside(chat).catch((error: unknown) => [`the Admin API does not tell: ${String(error)}`]);
  return [
    `${violation.kind}: ${violation.detail} (chat ${violation.chat ?? 'unknown'})`,
    ...lines.sort((one, other) => one.at - other.at).map(({ at, what }) => `${new Date(at).toISOString()} ${what}`),
    ...told,
  ];
}

/** The chat's messages and turns as the product has them. */
async function tellFromInside({ business: { admin }, phone }: Chat): Promise<string[]> {
  const [conversation] = (await admin.get('/v1/conversations', { query: { phone: `+${phone}` } })).items;
  if (conversation === undefined) return ['the product knows no such conversation'];
  const ofConversation = { path: { id: conversation.id }, query: { limit: 200 } };
  const { items: messages } = await admin.get('/v1/conversations/{id}/messages', ofConversation);
  const { items: turns } = await admin.get('/v1/conversations/{id}/turns', ofConversation);
  return [`conversation ${conversation.id}`, ...[...messages, ...turns].map((item) => JSON.stringify(item))];
}
