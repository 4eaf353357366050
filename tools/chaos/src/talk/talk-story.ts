import type { Trouble } from '../faults/bring-trouble.ts';
import { checkHistory } from '../history/check-history.ts';
import type { RunSize, Story } from '../story.ts';
import { percentile } from './percentile.ts';
import { playTalk } from './play-talk.ts';
import type { TalkPlan } from './talk-plan.ts';
import { traceViolation } from './trace-violation.ts';

export interface TalkStory extends Pick<Story, 'name' | 'promise'> {
  readonly plan: (size: RunSize) => TalkPlan;
  readonly troubles: (size: RunSize) => readonly Trouble[];
}

/** A story in which people talk, trouble comes, and in the end everybody has what they were promised. */
export const talkStory = ({ name, promise, plan: planOf, troubles }: TalkStory): Story => ({
  name,
  promise,
  play: async (stage, size, progress) => {
    const own = planOf(size);
    const plan = { ...own, conversations: size.conversations ?? own.conversations, messages: size.messages ?? own.messages };
    const { history, chats, faults, answerMs } = await playTalk(stage, plan, troubles(size), { seed: size.seed, progress });
    const violations = checkHistory(history);
    const [first] = violations;
    return {
      facts: {
        talk: `${plan.conversations} conversations × ${plan.messages} messages at ${plan.tenants} businesses`,
        trouble: Object.entries(faults)
          .map(([fault, times]) => `${times} × ${fault}`)
          .join(', '),
        bubbles: String(history.seen.length),
        'time to the answer': `p50 ${inSeconds(answerMs, 0.5)}, p95 ${inSeconds(answerMs, 0.95)}, longest ${inSeconds(answerMs, 1)}`,
      },
      violations,
      trace: first === undefined ? [] : await traceViolation(stage, first, history, chats),
    };
  },
});

const inSeconds = (samplesMs: readonly number[], share: number): string => `${(percentile(samplesMs, share) / 1_000).toFixed(1)} s`;
