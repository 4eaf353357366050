import type { Stage } from '../stage/stage.ts';
import type { Chat } from './chat.ts';
import { readPhoneLog } from './phone-log.ts';
import { readModelCalls } from './read-model-calls.ts';
import { tokensIn } from '../history/history.ts';

/** Where the time of one answered question went, in ms. */
export interface Legs {
  /** Until its webhook was answered 200. */
  readonly stored: number;
  /** From there until the model was asked. */
  readonly turned: number;
  /** What the model took. */
  readonly thought: number;
  /** From there until WhatsApp had the bubble. */
  readonly sent: number;
  readonly whole: number;
}

/** Of every answered question of these chats, by the clocks of WhatsApp and of the model. */
export async function timeLegs(stage: Stage, chats: readonly Chat[]): Promise<Legs[]> {
  const [business] = chats.map((chat) => chat.business);
  if (business === undefined) return [];
  const phones = new Set(chats.map(({ phone }) => phone));
  const read = async (kind: 'inbound' | 'outbound') =>
    (await readPhoneLog(stage.whatsapp, [business.phoneNumberId], kind)).filter(({ phone }) => phones.has(phone.replace('+', '')));
  const [asked, answered, calls] = await Promise.all([read('inbound'), read('outbound'), readModelCalls(stage, business)]);
  return asked.flatMap(({ at, text = '', statuses = [] }) => {
    const [token = ''] = tokensIn(text);
    const call = calls.findLast((one) => one.asked.includes(`${token}:`));
    const bubble = answered.find((one) => tokensIn(one.text ?? '').includes(token));
    const storedAt = statuses.find(({ status }) => status === 'delivered')?.at;
    if (call === undefined || bubble === undefined || storedAt === undefined) return [];
    const legs = { stored: storedAt - at, turned: call.at - storedAt, thought: call.tookMs, sent: bubble.at - call.at - call.tookMs };
    return [{ ...legs, whole: bubble.at - at }];
  });
}
