import { setTimeout as pause } from 'node:timers/promises';

import { computeOnEveryCore } from '../../faults/compute-on-every-core.ts';
import { tokenOf } from '../../history/history.ts';
import type { Stage } from '../../stage/stage.ts';
import type { Story } from '../../story.ts';
import { openChats, type Chat } from '../../talk/chat.ts';
import { percentile } from '../../talk/percentile.ts';
import { say } from '../../talk/say.ts';
import { timeLegs, type Legs } from '../../talk/time-legs.ts';
import { seesWord } from '../../talk/watch-phone.ts';
import { broken } from '../part.ts';

const mostTimesIdle = 1.5;
const withinMs = 120_000;
/** More than the product answers on the machines that this runs on, and little work for who sends it. */
const floodPerSecond = 60;
const askEveryMs = 300;

/** One tenant floods; another one's end users must not notice. */
export const fairness: Story = {
  name: 'fairness',
  promise: `One tenant's flood leaves another tenant's p95 within ${mostTimesIdle} × of its idle value.`,
  play: async (stage, { isQuick }, progress) => {
    const flood = isQuick ? 900 : 10_000;
    const asked = isQuick ? 40 : 300;
    await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 1_000, jitterMs: 500 });
    const warm = await openChats(stage, { tenants: 1, conversations: 300 });
    const quiet = await openChats(stage, { tenants: 1, conversations: asked * 3 });
    const loud = await openChats(stage, { tenants: 1, conversations: flood });
    progress('warming up');
    await flow(stage, warm, 15);
    await answersTo(stage, warm.slice(-1));
    progress('the quiet tenant alone');
    const idle = await askAll(stage, quiet.slice(0, asked));
    progress(`beside a flood of ${flood} messages, ${floodPerSecond} a second`);
    const flooding = flow(stage, loud, floodPerSecond);
    await pause(5_000);
    const beside = await askAll(stage, quiet.slice(asked, asked * 2));
    await flooding;
    await answersTo(stage, loud);
    progress('beside processes that only compute');
    const stopComputing = computeOnEveryCore();
    const computing = await askAll(stage, quiet.slice(asked * 2)).finally(stopComputing);
    const [idleMs, besideMs] = [p95(idle, 'whole'), p95(beside, 'whole')];
    const detail = `p95 ${idleMs} ms alone, ${besideMs} ms beside the flood: ${(besideMs / idleMs).toFixed(2)} ×`;
    return {
      facts: {
        flood: `${flood} messages of another tenant, ${floodPerSecond} a second`,
        'the quiet tenant': detail,
        'beside a computing process on every core, for comparison': `${(p95(computing, 'whole') / idleMs).toFixed(2)} ×`,
        'of which, p95 alone → beside': (['stored', 'turned', 'thought', 'sent'] as const)
          .map((leg) => `${leg} ${p95(idle, leg)} → ${p95(beside, leg)} ms`)
          .join(', '),
      },
      violations: besideMs <= idleMs * mostTimesIdle ? [] : [broken('slow', detail)],
      trace: [],
    };
  },
};

const p95 = (legs: readonly Legs[], leg: keyof Legs): number =>
  Math.round(
    percentile(
      legs.map((one) => one[leg]),
      0.95,
    ),
  );

/** One question each, so many a second. */
async function flow(stage: Stage, chats: readonly Chat[], perSecond: number): Promise<void> {
  for (const chat of chats) {
    void say(stage.whatsapp, chat, `${tokenOf(chat.index, 0)}: vous livrez à Lyon ?`);
    await pause(1_000 / perSecond);
  }
}

/** End users who ask one after the other at their own pace, whether or not the one before was answered. */
async function askAll(stage: Stage, chats: readonly Chat[]): Promise<Legs[]> {
  for (const chat of chats) {
    await say(stage.whatsapp, chat, `${tokenOf(chat.index, 0)}: vous livrez à Lyon ?`);
    await pause(askEveryMs);
  }
  await answersTo(stage, chats);
  return timeLegs(stage, chats);
}

async function answersTo(stage: Stage, chats: readonly Chat[]): Promise<void> {
  for (const chat of chats) await seesWord(stage.whatsapp, chat, tokenOf(chat.index, 0), withinMs);
}
