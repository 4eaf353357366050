import { kill } from '../faults/process-faults.ts';
import { unreliableProvider } from '../talk/talk-plan.ts';
import { talkStory } from '../talk/talk-story.ts';

/** The provider cuts the socket on what it accepted, and repeats and shuffles its webhooks. */
export const badProvider = talkStory({
  name: 'provider',
  promise:
    'A send whose outcome nobody knows is settled by its status and never repeated; a webhook that comes three times is one message.',
  plan: ({ isQuick }) => ({
    tenants: 3,
    conversations: isQuick ? 30 : 100,
    messages: isQuick ? 5 : 12,
    pauseMs: isQuick ? [500, 9_000] : [500, 15_000],
    modelMs: [0, 2_000],
    provider: unreliableProvider,
    patienceMs: 90_000,
  }),
  troubles: () => [{ fault: kill('gateway'), everyMs: [3_000, 12_000] }],
});
