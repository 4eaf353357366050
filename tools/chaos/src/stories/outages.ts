import { cut, stall } from '../faults/network-faults.ts';
import { freeze } from '../faults/process-faults.ts';
import { crashPostgres, crashRedis, wipeRedis } from '../faults/server-faults.ts';
import { talkStory } from '../talk/talk-story.ts';

/** Longer than every lock and lease. */
const longerThanLocksMs = [7_000, 10_000] as const;

/** Servers crash, networks stand still, clocks stop; the model is slower than every lock. */
export const outages = talkStory({
  name: 'outages',
  promise:
    'Redis may be wiped, servers may crash, networks and clocks stand still, the model outlive every lock: nothing is lost or repeated.',
  plan: ({ isQuick }) => ({
    tenants: 3,
    conversations: isQuick ? 30 : 100,
    messages: isQuick ? 5 : 12,
    pauseMs: isQuick ? [500, 9_000] : [500, 15_000],
    modelMs: isQuick ? [0, 9_000] : [0, 90_000],
    provider: {},
    patienceMs: isQuick ? 90_000 : 300_000,
  }),
  troubles: () => [
    { fault: wipeRedis, everyMs: [3_000, 12_000] },
    { fault: crashRedis, everyMs: [8_000, 20_000] },
    { fault: crashPostgres, everyMs: [8_000, 20_000] },
    { fault: freeze('processor-worker', longerThanLocksMs), everyMs: [1_000, 8_000] },
    { fault: freeze('gateway', longerThanLocksMs), everyMs: [5_000, 15_000] },
    { fault: stall('processor-worker', 'postgres', [2_000, 8_000]), everyMs: [3_000, 10_000] },
    { fault: stall('gateway', 'redis', [2_000, 8_000]), everyMs: [3_000, 10_000] },
    { fault: stall('gateway', 'postgres', [1_000, 4_000]), everyMs: [5_000, 15_000] },
    { fault: stall('gateway', 'whatsapp', [2_000, 6_000]), everyMs: [5_000, 15_000] },
    { fault: cut('processor-worker', 'redis'), everyMs: [3_000, 10_000] },
    { fault: cut('gateway', 'postgres'), everyMs: [3_000, 10_000] },
  ],
});
