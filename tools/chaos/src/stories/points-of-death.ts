import type { Trouble } from '../faults/bring-trouble.ts';
import { killAt } from '../faults/kill-at.ts';
import { points } from '../faults/points.ts';
import { talkStory } from '../talk/talk-story.ts';

/** At each border between two steps, where one half is done and the other is not. */
export const pointsOfDeath = talkStory({
  name: 'points',
  promise: 'An app killed between any two steps of a message’s way loses nothing, repeats nothing and changes no order.',
  plan: ({ isQuick }) => ({
    tenants: 3,
    conversations: isQuick ? 30 : 100,
    messages: isQuick ? 5 : 12,
    pauseMs: isQuick ? [500, 9_000] : [500, 15_000],
    modelMs: [0, 2_000],
    provider: {},
    patienceMs: 60_000,
  }),
  troubles: () => Object.values(points).map((point): Trouble => ({ fault: killAt(point), everyMs: [500, 15_000] })),
});
