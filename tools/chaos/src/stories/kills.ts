import { kill, killAll } from '../faults/process-faults.ts';
import { talkStory } from '../talk/talk-story.ts';

/** Every app dies at random, alone and all together. */
export const kills = talkStory({
  name: 'kills',
  promise: 'Whichever app is killed and whenever: every message is answered once, in order, in its own chat.',
  plan: ({ isQuick }) => ({
    tenants: 3,
    conversations: isQuick ? 30 : 100,
    messages: isQuick ? 4 : 12,
    pauseMs: isQuick ? [500, 6_000] : [500, 15_000],
    modelMs: [0, 2_000],
    provider: {},
    patienceMs: 60_000,
  }),
  troubles: ({ isQuick }) => [
    { fault: kill('gateway'), everyMs: [2_000, isQuick ? 6_000 : 12_000] },
    { fault: kill('processor-worker'), everyMs: [2_000, isQuick ? 6_000 : 12_000] },
    { fault: kill('admin-api'), everyMs: [5_000, 20_000] },
    { fault: kill('rag-ingest-worker'), everyMs: [5_000, 20_000] },
    { fault: killAll('gateway', 'processor-worker', 'admin-api', 'rag-ingest-worker'), everyMs: [8_000, 30_000] },
  ],
});
