import type { Stack } from '../stack/start-stack.ts';
import { boulangerie } from './boulangerie.ts';
import { createWhatsAppControl, type WhatsAppControl, type WhatsAppLogEntry } from './whatsapp-control.ts';

/** One line of what was said, as the phone saw it. */
export interface TranscriptLine {
  readonly who: 'end user' | 'assistant';
  readonly text: string;
  readonly ticks: string;
  readonly secondsAfterQuestion?: number;
}

/** No answer came in time: something in the path is broken. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

const answerWithinMs = 45_000;

/**
 * Plays the demo conversation through the real path: a signed webhook from the emulated WhatsApp, gateway, queue, processor, model,
 * queue, gateway, and the reply at the phone. The end user is a new one each time (numbers of the French fiction range).
 * @throws {NoAnswer}
 */
export async function playDemo(stack: Stack): Promise<TranscriptLine[]> {
  if (!stack.emulators || !stack.isWhatsAppEmulated) return [];
  const whatsapp = createWhatsAppControl(stack.emulators.whatsappUrl);
  const phone = `+336399800${String(Math.floor(Math.random() * 100)).padStart(2, '0')}`;
  const transcript: TranscriptLine[] = [];
  for (const question of boulangerie.questions) {
    const before = (await repliesTo(whatsapp, phone)).length;
    const askedAt = Date.now();
    await whatsapp.act('receive', {
      phoneNumberId: boulangerie.number.phoneNumberId,
      from: { phone, name: 'Camille' },
      type: 'text',
      text: question,
    });
    const answers = await waitForReplies(whatsapp, phone, before, askedAt);
    transcript.push({ who: 'end user', text: question, ticks: '✓✓' });
    for (const answer of answers) {
      transcript.push({
        who: 'assistant',
        text: answer.request?.text?.body ?? `[${answer.request?.type}]`,
        ticks: ticksOf(answer),
        secondsAfterQuestion: (answer.at - askedAt) / 1_000,
      });
    }
  }
  return transcript;
}

const repliesTo = async (whatsapp: WhatsAppControl, phone: string): Promise<WhatsAppLogEntry[]> =>
  (await whatsapp.log(phone)).filter(({ kind }) => kind === 'outbound');

async function waitForReplies(whatsapp: WhatsAppControl, phone: string, before: number, askedAt: number): Promise<WhatsAppLogEntry[]> {
  while (Date.now() - askedAt < answerWithinMs) {
    const replies = (await repliesTo(whatsapp, phone)).slice(before);
    if (replies.length > 0 && replies.every((reply) => ticksOf(reply) === '✓✓')) return replies;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new NoAnswer(`no delivered answer within ${answerWithinMs / 1_000} s; the logs of the apps are in .local/logs`);
}

const ticksOf = ({ statuses = [] }: WhatsAppLogEntry): string =>
  statuses.some(({ status }) => status === 'delivered' || status === 'read') ? '✓✓' : '✓';
