import { setTimeout as pause } from 'node:timers/promises';

import { bringTrouble, type Trouble } from '../faults/bring-trouble.ts';
import { tokensIn, type History } from '../history/history.ts';
import type { Stage } from '../stage/stage.ts';
import { openChats, type Chat } from './chat.ts';
import { readPhoneLog, type PhoneEntry } from './phone-log.ts';
import { readHistory } from './read-history.ts';
import { readOpenEnds } from './read-open-ends.ts';
import { sayEverything } from './say-everything.ts';
import type { TalkPlan } from './talk-plan.ts';

export interface Talk {
  readonly history: History;
  readonly chats: readonly Chat[];
  /** How often each fault struck. */
  readonly faults: Readonly<Record<string, number>>;
  /** From a message to the first bubble that answers it. */
  readonly answerMs: readonly number[];
}

const lookEveryMs = 500;
const sayEveryMs = 5_000;
/** After everything seems to be over, what was to come twice has this long to come. */
const lingerMs = 3_000;

/** Lets people talk to the product while trouble comes over it, waits until all is over, and returns what went in and what came out. */
export async function playTalk(
  stage: Stage,
  plan: TalkPlan,
  troubles: readonly Trouble[],
  { seed, progress }: { readonly seed: number; readonly progress: (line: string) => void },
): Promise<Talk> {
  const [fromMs, toMs] = plan.modelMs;
  await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: fromMs, jitterMs: toMs - fromMs, seed });
  const chats = await openChats(stage, plan);
  const businesses = [...new Set(chats.map(({ business }) => business))];
  const numbers = businesses.map(({ phoneNumberId }) => phoneNumberId);
  for (const [index, phoneNumberId] of numbers.entries())
    await stage.whatsapp.send('POST', '/_control', { action: 'faults', phoneNumberId, seed: seed + index, ...plan.provider });

  const answered = new Set<string>();
  const seen: PhoneEntry[] = [];
  const look = async (): Promise<void> => {
    const fresh = await readPhoneLog(stage.whatsapp, numbers, 'outbound', seen.at(-1)?.seq);
    seen.push(...fresh);
    for (const { text = '' } of fresh) for (const token of tokensIn(text)) answered.add(token);
  };
  const total = plan.conversations * plan.messages;
  let saidAt = 0;
  const waitUntil = async (isOver: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void> => {
    const until = Date.now() + timeoutMs;
    while (Date.now() < until && !(await isOver())) {
      await look();
      if (Date.now() - saidAt > sayEveryMs) {
        progress(`${answered.size} of ${total} messages answered, ${stage.events.length} events`);
        saidAt = Date.now();
      }
      await pause(lookEveryMs);
    }
  };

  const end = new AbortController();
  let isSaid = false;
  const said = sayEverything(stage, chats, plan, seed).finally(() => (isSaid = true));
  const trouble = bringTrouble(stage, troubles, seed, end.signal);
  trouble.catch(() => undefined); // heard below: until then the talk goes on
  await waitUntil(() => isSaid, Infinity);
  await said;
  end.abort();
  const faults = await trouble;
  stage.calm();
  stage.note('everything is said, nothing is broken any more');
  await waitUntil(() => answered.size >= total, plan.patienceMs);
  const openEnds = () => readOpenEnds(businesses).catch(() => undefined); // an app may still be starting
  await waitUntil(async () => (await openEnds())?.length === 0, plan.patienceMs);
  await pause(lingerMs);
  await look();
  const history = await readHistory(stage.whatsapp, businesses);
  return { history, chats, faults, answerMs: toAnswerMs(history) };
}

function toAnswerMs({ sent, seen }: History): number[] {
  const seenAt = new Map(seen.toReversed().flatMap(({ text, seenAt: at }) => tokensIn(text).map((token) => [token, at] as const)));
  return sent.flatMap(({ token, sentAt }) => {
    const at = seenAt.get(token);
    return at === undefined ? [] : [at - sentAt];
  });
}
