import type { Business, HttpClient } from '@sylion/acceptance';

import { tokensIn, type History, type SentMessage } from '../history/history.ts';
import { nameOf } from './chat.ts';
import { readPhoneLog, type PhoneEntry } from './phone-log.ts';
import { readOpenEnds } from './read-open-ends.ts';

/** All that the numbers of these businesses heard and said, and what the product still calls open. */
export async function readHistory(whatsapp: HttpClient, businesses: readonly Business[]): Promise<History> {
  const numbers = businesses.map(({ phoneNumberId }) => phoneNumberId);
  const bubbles = await readPhoneLog(whatsapp, numbers, 'outbound');
  return {
    sent: toSent(await readPhoneLog(whatsapp, numbers, 'inbound')),
    seen: bubbles.map(({ phoneNumberId, phone, at, text = '' }) => ({ chat: nameOf(phoneNumberId, phone), seenAt: at, text })),
    open: await readOpenEnds(businesses),
  };
}

const toSent = (entries: readonly PhoneEntry[]): SentMessage[] =>
  entries.map(({ phoneNumberId, phone, at, text = '', statuses = [] }) => ({
    token: tokensIn(text)[0] ?? '',
    chat: nameOf(phoneNumberId, phone),
    sentAt: at,
    acknowledgedAt: statuses.find(({ status }) => status === 'delivered')?.at,
  }));
