import { sign, statusWebhook, textWebhook, type Webhook, type WrittenText } from '../load/webhook-bodies.ts';
import type { BenchChannel } from '../platform/seed-channels.ts';

/** Makes webhooks that nobody has seen yet, of end users in turns. */
export interface WebhookSource {
  /** A webhook of so many messages, each by another end user of the same number. */
  text(messages?: number): Webhook;
  /** The status of a bubble that the n-th end user got. */
  status(user: number, wamid: string, status: 'delivered' | 'read'): Webhook;
  /** How many messages it has made. */
  readonly made: number;
}

export const phoneOf = (user: number): string => String(33_600_000_000 + user);

export function createWebhookSource(appSecret: string, channels: readonly BenchChannel[], users: number): WebhookSource {
  let made = 0;
  let called = 0;
  const numberOf = (user: number): string => channels[user % channels.length]?.phoneNumberId ?? '';
  return {
    text: (messages = 1) => {
      const first = called;
      const write = (place: number): WrittenText => {
        const user = (first + place * channels.length) % users; // of the same number
        const n = made + place;
        return {
          phoneNumberId: numberOf(user),
          phone: phoneOf(user),
          wamid: `wamid.HBgL${n}`,
          text: `When do you open on Sunday? I ask for the ${n}th time.`,
        };
      };
      const [one, ...others] = Array.from({ length: messages }, (_, place) => write(place));
      made += messages;
      called += 1;
      return sign(textWebhook([one as WrittenText, ...others]), appSecret);
    },
    status: (user, wamid, status) => sign(statusWebhook(numberOf(user), phoneOf(user), wamid, status), appSecret),
    get made() {
      return made;
    },
  };
}
