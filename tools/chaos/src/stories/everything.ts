import { killAt } from '../faults/kill-at.ts';
import { cut, stall } from '../faults/network-faults.ts';
import { points } from '../faults/points.ts';
import { freeze, kill, killAll } from '../faults/process-faults.ts';
import { crashPostgres, crashRedis, wipeRedis } from '../faults/server-faults.ts';
import { unreliableProvider } from '../talk/talk-plan.ts';
import { talkStory } from '../talk/talk-story.ts';

/** All the other talks' trouble at once. */
export const everything = talkStory({
  name: 'everything',
  promise: 'With all of it at once: every message is answered once, in order, in its own chat, and everything comes to its end.',
  plan: ({ isQuick }) => ({
    tenants: 3,
    conversations: isQuick ? 30 : 200,
    messages: isQuick ? 4 : 20,
    pauseMs: isQuick ? [500, 9_000] : [500, 20_000],
    modelMs: isQuick ? [0, 8_000] : [0, 90_000],
    provider: unreliableProvider,
    patienceMs: isQuick ? 90_000 : 400_000,
  }),
  troubles: ({ isQuick }) => {
    const slowly = isQuick ? 1 : 2;
    const every = (fromMs: number, toMs: number) => [fromMs * slowly, toMs * slowly] as const;
    return [
      ...Object.values(points).map((point) => ({ fault: killAt(point), everyMs: every(1_000, 30_000) })),
      { fault: kill('gateway'), everyMs: every(5_000, 20_000) },
      { fault: kill('processor-worker'), everyMs: every(5_000, 20_000) },
      { fault: killAll('gateway', 'processor-worker', 'admin-api', 'rag-ingest-worker'), everyMs: every(15_000, 60_000) },
      { fault: wipeRedis, everyMs: every(5_000, 20_000) },
      { fault: crashRedis, everyMs: every(10_000, 40_000) },
      { fault: crashPostgres, everyMs: every(10_000, 40_000) },
      { fault: freeze('processor-worker', [7_000, 10_000]), everyMs: every(3_000, 15_000) },
      { fault: stall('processor-worker', 'postgres', [2_000, 8_000]), everyMs: every(5_000, 20_000) },
      { fault: stall('gateway', 'redis', [2_000, 8_000]), everyMs: every(5_000, 20_000) },
      { fault: cut('gateway', 'postgres'), everyMs: every(5_000, 20_000) },
    ];
  },
});
