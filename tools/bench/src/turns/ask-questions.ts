import { phoneOf } from '../gateway/webhook-source.ts';
import { sign, textWebhook, type Webhook } from '../load/webhook-bodies.ts';
import type { BenchPlatform } from '../platform/open-platform.ts';
import type { QuestionBook } from './question-book.ts';

/** Makes webhooks of questions that the book knows. */
export interface Asker {
  /** The webhook of a new question of this end user. */
  ask(user: number): { readonly n: number; readonly webhook: Webhook };
}

/** @param run tells the message ids of several askers apart */
export function createAsker({ appSecret, channels }: BenchPlatform, book: QuestionBook, run: string): Asker {
  return {
    ask: (user) => {
      const phone = phoneOf(user);
      const { n, text } = book.ask(phone);
      const phoneNumberId = channels[user % channels.length]?.phoneNumberId ?? '';
      return { n, webhook: sign(textWebhook([{ phoneNumberId, phone, wamid: `wamid.${run}${n}`, text }]), appSecret) };
    },
  };
}
