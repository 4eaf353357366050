import { openChats, type Chat } from '../../talk/chat.ts';
import { inTurns } from '../../in-turns.ts';
import { tokenOf } from '../../history/history.ts';
import type { Stage } from '../../stage/stage.ts';
import type { Story } from '../../story.ts';
import { percentile } from '../../talk/percentile.ts';
import { say } from '../../talk/say.ts';
import { readBubbles, seesWord } from '../../talk/watch-phone.ts';

const mostTimesIdle = 1.5;
const withinMs = 120_000;
const batchSize = 50;

/** One tenant floods; another one's end users must not notice. */
export const fairness: Story = {
  name: 'fairness',
  promise: `One tenant's flood leaves another tenant's p95 within ${mostTimesIdle} × of its idle value.`,
  play: async (stage, { isQuick }, progress) => {
    const flood = isQuick ? 500 : 10_000;
    const asked = isQuick ? 20 : 60;
    await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 1_000, jitterMs: 500 });
    const quiet = await openChats(stage, { tenants: 1, conversations: asked * 2 });
    const loud = await openChats(stage, { tenants: 1, conversations: flood });
    progress('the quiet tenant alone');
    const idleMs = await timeAnswers(stage, quiet.slice(0, asked));
    progress(`beside a flood of ${flood} messages`);
    for (let from = 0; from < flood; from += batchSize)
      await Promise.all(
        loud.slice(from, from + batchSize).map((chat) => say(stage.whatsapp, chat, `${tokenOf(chat.index, 0)}: vous livrez à Lyon ?`)),
      );
    const besideMs = await timeAnswers(stage, quiet.slice(asked));
    const ratio = percentile(besideMs, 0.95) / percentile(idleMs, 0.95);
    const detail = `p95 ${percentile(idleMs, 0.95)} ms alone, ${percentile(besideMs, 0.95)} ms beside the flood: ${ratio.toFixed(2)} ×`;
    return {
      facts: { flood: `${flood} messages of another tenant`, 'the quiet tenant': detail },
      violations: ratio <= mostTimesIdle ? [] : [{ kind: 'slow', chat: undefined, tokens: [], detail }],
      trace: [],
    };
  },
};

/** From question to bubble, by the phone's own clock, in ms. A question that nobody answers counts as long as we wait. */
const timeAnswers = (stage: Stage, chats: readonly Chat[]): Promise<number[]> =>
  inTurns(chats, 2, async (chat) => {
    const askedAt = Date.now();
    await say(stage.whatsapp, chat, `${tokenOf(chat.index, 0)}: vous livrez à Lyon ?`);
    if (!(await seesWord(stage.whatsapp, chat, tokenOf(chat.index, 0), withinMs))) return withinMs;
    return ((await readBubbles(stage.whatsapp, chat))[0]?.at ?? Infinity) - askedAt;
  });
