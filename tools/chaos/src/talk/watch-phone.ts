import { eventually, type HttpClient } from '@sylion/acceptance';

import type { Chat } from './chat.ts';
import type { PhoneEntry } from './phone-log.ts';

/** The bubbles of one chat, in the order of their arrival. */
export async function readBubbles(whatsapp: HttpClient, { business, phone }: Chat): Promise<PhoneEntry[]> {
  const path = `/_log?phoneNumberId=${business.phoneNumberId}&user=${phone}&kind=outbound`;
  return (await whatsapp.get<{ entries: PhoneEntry[] }>(path)).entries;
}

/** Waits for a bubble with this word in it. @returns whether one came in time */
export const seesWord = (whatsapp: HttpClient, chat: Chat, word: string, timeoutMs: number): Promise<boolean> =>
  eventually(
    `the phone shows ${word}`,
    async () => ((await readBubbles(whatsapp, chat)).some(({ text = '' }) => text.includes(word)) ? true : undefined),
    timeoutMs,
  ).catch(() => false);
