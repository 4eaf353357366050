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
  const { items: found } = await admin.get<{ items: { id: string }[] }>(`/v1/conversations?phone=%2B${phone}`);
  const [conversation] = found;
  if (conversation === undefined) return ['the product knows no such conversation'];
  const parts = await Promise.all(
    ['messages', 'turns'].map((what) => admin.get<{ items: object[] }>(`/v1/conversations/${conversation.id}/${what}?limit=200`)),
  );
  return [`conversation ${conversation.id}`, ...parts.flatMap(({ items }) => items.map((item) => JSON.stringify(item)))];
}
