import type { Queues, RedisVitals } from '@sylion/queues';
import { queueContracts } from '@sylion/schemas';

import { fail, ok, warn, type Finding } from '../finding.ts';
import { checkClock } from './check-clock.ts';

const slowSeconds = 60;
const stuckSeconds = 600;

/** The server, and what waits in it. */
export async function checkRedis(queues: Queues): Promise<Finding[]> {
  const vitals = await queues.vitals();
  return [
    ok('Redis', `version ${vitals.version} answers`),
    checkDurability(vitals),
    checkEviction(vitals),
    checkMemory(vitals),
    checkClock('Redis clock', vitals.clockAheadMs),
    ...(await Promise.all(queueContracts.map(({ name }) => checkQueue(name, queues)))),
  ];
}

function checkDurability({ isAppendOnly, isLastWriteToDiskOk }: RedisVitals): Finding {
  const subject = 'Redis durability';
  if (!isAppendOnly)
    return warn(
      subject,
      'a restart forgets every job; sweepers publish them again, later',
      'set "appendonly yes" in redis.conf, or: redis-cli config set appendonly yes',
    );
  return isLastWriteToDiskOk
    ? ok(subject, 'jobs survive a restart (appendonly)')
    : fail(subject, 'it cannot write to its disk', 'make room on its disk; look at its log');
}

const checkEviction = ({ evictionPolicy }: RedisVitals): Finding =>
  evictionPolicy === 'noeviction'
    ? ok('Redis eviction', 'it never drops a job')
    : fail(
        'Redis eviction',
        `"${evictionPolicy}" drops jobs when memory is short`,
        'set "maxmemory-policy noeviction" in redis.conf, or: redis-cli config set maxmemory-policy noeviction',
      );

function checkMemory({ memoryUsedBytes, memoryLimitBytes }: RedisVitals): Finding {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1_024 ** 2)} MB`;
  if (memoryLimitBytes === 0) return ok('Redis memory', `${megabytes(memoryUsedBytes)} are used; there is no limit but the machine's`);
  const means = `${megabytes(memoryUsedBytes)} of ${megabytes(memoryLimitBytes)} are used`;
  const advice = 'raise maxmemory, and look which queue grows: npm run doctor';
  if (memoryUsedBytes > 0.95 * memoryLimitBytes) return fail('Redis memory', means, advice);
  return memoryUsedBytes > 0.75 * memoryLimitBytes ? warn('Redis memory', means, advice) : ok('Redis memory', means);
}

async function checkQueue(name: string, queues: Queues): Promise<Finding> {
  const subject = `queue ${name}`;
  const { waiting, delayed, active, dead, oldestWaitingSeconds } = await queues.states.read({ name });
  const counts = `${waiting} wait, ${active} run, ${delayed} rest`;
  const age = `the oldest waits for ${Math.round(oldestWaitingSeconds)} s`;
  if (oldestWaitingSeconds > stuckSeconds)
    return fail(subject, `${counts}; ${age}: nobody works it off`, 'start the app that consumes it, and look at its log and /readyz');
  if (oldestWaitingSeconds > slowSeconds)
    return warn(subject, `${counts}; ${age}`, 'start more processes of the app that consumes it (docs/scaling.md)');
  return dead === 0
    ? ok(subject, counts)
    : warn(
        subject,
        `${dead} dead letters; ${counts}`,
        `look why: npm run redrive -- --queue ${name}; once that is repaired, the same with --publish`,
      );
}
