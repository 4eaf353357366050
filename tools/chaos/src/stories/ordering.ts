import { checkHistory } from '../history/check-history.ts';
import { tokensIn, type History } from '../history/history.ts';
import type { Story } from '../story.ts';
import { playTalk } from '../talk/play-talk.ts';
import type { TalkPlan } from '../talk/talk-plan.ts';
import { traceViolation } from '../talk/trace-violation.ts';
import { broken } from './part.ts';

/** Of the throughput without order; a small run has too few messages to tell. */
const leastTimesFree = 0.9;

/** Many end users who do not wait, processors that share the work, and a model slower than every lock. */
export const ordering: Story = {
  name: 'ordering',
  promise:
    'Over several processors, and a model slower than every lock, each end user is answered in order, and order costs no throughput.',
  play: async (stage, size, progress) => {
    const { isQuick, seed } = size;
    const conversations = size.conversations ?? (isQuick ? 20 : 200);
    const messages = size.messages ?? (isQuick ? 5 : 20);
    const plan: TalkPlan = {
      tenants: 4,
      conversations,
      messages,
      pauseMs: isQuick ? [500, 5_000] : [1_000, 20_000],
      modelMs: isQuick ? [500, 8_000] : [1_000, 90_000],
      provider: {},
      patienceMs: 600_000,
    };
    const { history, chats } = await playTalk(stage, plan, [], { seed, progress });
    // The same words at the same pace, but each from somebody else: there is nothing to keep in order.
    const seconds = (lastSentAt(history) - firstSentAt(history)) / 1_000;
    const unordered = { ...plan, conversations: conversations * messages, messages: 1, pauseMs: [0, Math.ceil(seconds) * 1_000] as const };
    const { history: free } = await playTalk(stage, unordered, [], { seed, progress });
    const times = perSecond(history) / perSecond(free);
    const violations = checkHistory(history);
    const [first] = violations;
    return {
      facts: {
        talk: `${conversations} conversations × ${messages} messages, the model takes ${plan.modelMs.map((ms) => ms / 1_000).join('–')} s`,
        throughput: `${perSecond(history).toFixed(2)} messages/s in order, ${perSecond(free).toFixed(2)} where every message is somebody else's: ${times.toFixed(2)} ×`,
      },
      violations: [
        ...violations,
        ...checkHistory(free),
        ...(isQuick || times >= leastTimesFree ? [] : [broken('slow', `order costs throughput: ${times.toFixed(2)} ×`)]),
      ],
      trace: first === undefined ? [] : await traceViolation(stage, first, history, chats),
    };
  },
};

const firstSentAt = ({ sent }: History): number => Math.min(...sent.map(({ sentAt }) => sentAt));
const lastSentAt = ({ sent }: History): number => Math.max(...sent.map(({ sentAt }) => sentAt));

/** From the first message until nineteen of twenty were answered: a single slow answer at the end says nothing about throughput. */
function perSecond(history: History): number {
  const answeredAt = history.seen.flatMap(({ text, seenAt }) => tokensIn(text).map(() => seenAt)).sort((one, other) => one - other);
  const count = Math.floor(answeredAt.length * 0.95);
  const until = answeredAt[count - 1];
  return until === undefined ? 0 : count / ((until - firstSentAt(history)) / 1_000);
}
