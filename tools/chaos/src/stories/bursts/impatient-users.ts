import { setTimeout as pause } from 'node:timers/promises';

import { checkHistory } from '../../history/check-history.ts';
import { tokensIn } from '../../history/history.ts';
import type { Stage } from '../../stage/stage.ts';
import { playTalk } from '../../talk/play-talk.ts';
import { broken, type Part } from '../part.ts';

const refused = [401, 403];
const forgedWord = 'q9999x0';

/** Ten end users, twenty messages a second together, a model that thinks for a second; WhatsApp repeats every tenth, and somebody forges as many. */
export const impatientUsers: Part = async (stage, { isQuick, seed }, progress) => {
  const plan = {
    tenants: 1,
    conversations: 10,
    messages: isQuick ? 8 : 60,
    pauseMs: [300, 700] as const,
    modelMs: [1_000, 1_000] as const,
    provider: { duplicateWebhooks: 0.1 },
    patienceMs: 120_000,
  };
  progress('ten end users do not wait for answers');
  const end = new AbortController();
  const forging = forge(stage, end.signal);
  const { history } = await playTalk(stage, plan, [], { seed, progress }).finally(() => end.abort());
  const statuses = await forging;
  const taken = statuses.filter((status) => !refused.includes(status)).length;
  const words = history.seen.filter(({ text }) => tokensIn(text).includes(forgedWord)).length;
  return {
    facts: {
      impatience: `${history.sent.length} messages, ${history.seen.length} answers; ${statuses.length} forged webhooks, ${taken} taken`,
    },
    violations: [
      ...checkHistory(history),
      ...(taken + words === 0 ? [] : [broken('crosstalk', `${taken} forged webhooks were taken, ${words} answered`)]),
    ],
  };
};

/** Webhooks with a signature that somebody made up, two a second. @returns how each was answered */
async function forge({ gatewayUrl, whatsapp }: Stage, signal: AbortSignal): Promise<number[]> {
  const statuses: number[] = [];
  while (!signal.aborted) {
    const { numbers } = await whatsapp.get<{ numbers: { phoneNumberId: string; wabaId: string }[] }>('/_numbers');
    const { phoneNumberId = '', wabaId = '' } = numbers.at(-1) ?? {};
    const message = {
      from: '33610000000',
      id: `wamid.forged${statuses.length}`,
      timestamp: '1',
      type: 'text',
      text: { body: `${forgedWord}: ?` },
    };
    const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, messages: [message] };
    const answer = await fetch(`${gatewayUrl}/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
      body: JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: wabaId, changes: [{ field: 'messages', value }] }] }),
    });
    statuses.push(answer.status);
    await pause(500, undefined, { signal }).catch(() => undefined);
  }
  return statuses;
}
