import { QueueUnavailable, type Attempt, type Budget, type Queues } from '@sylion/queues';
import { newId } from '@sylion/schemas';
import fc from 'fast-check';

import { startRedisProxy, waitUntil } from '../src/index.ts';
import { startQueueHarness, type QueueHarness } from './queue-harness.ts';

/** The budgets of callers, and of addresses that are wrong about who they are. Refused takes and waits are told, never waited for. */
const refusals: Budget = { kind: 'refusals', perMinute: 6 };
const reads: Budget = { kind: 'reads', perMinute: 3 };
const patient = { timeoutMs: 10_000, refusals };

let harness: QueueHarness;
let queues: Queues;
let other: Queues;
beforeAll(async () => {
  harness = await startQueueHarness();
  [queues, other] = [await harness.connect(), await harness.connect()];
});
afterAll(() => harness.stop());

const caller = () => ({ tenantId: newId(), callerId: newId() });
const attempt = (address = newId(), bearerHash = newId()): Attempt => ({ address, bearerHash });
const minute = 60_000;

describe('a caller’s budget', () => {
  it('grants exactly what it has, however many processes ask at the same time', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }), async (perMinute, extra) => {
        const [who, budget] = [caller(), { kind: 'writes', perMinute }];
        const processes = [queues, other].map((each) => each.limits(patient).rates);
        const states = await Promise.all(Array.from({ length: perMinute + extra }, (_, index) => processes[index % 2]?.take(who, budget)));
        // A unit comes back every (minute / perMinute), at least 1.5 s: more than all these questions take.
        expect(states.filter((state) => state?.waitMs === 0)).toHaveLength(perMinute);
        for (const wait of states.map((state) => state?.waitMs ?? 0)) expect(wait).toBeLessThanOrEqual(Math.ceil(minute / perMinute));
      }),
      { numRuns: 20 },
    ));

  it('counts down, refuses at no cost, and has a unit again after the wait that was told', async () => {
    const { rates } = queues.limits(patient);
    const who = caller();
    const remaining: number[] = [];
    for (let asked = 0; asked < 3; asked += 1) remaining.push((await rates.take(who, reads)).remaining);
    expect(remaining).toEqual([2, 1, 0]);
    const refused = await rates.take(who, reads);
    for (let asked = 0; asked < 20; asked += 1) await rates.take(who, reads);
    expect(refused).toMatchObject({ remaining: 0, waitMs: expect.any(Number) });
    await harness.redis.passTime(refused.waitMs);
    expect((await rates.take(who, reads)).waitMs).toBe(0);
    expect((await rates.take(who, reads)).waitMs).toBeGreaterThan(0);
    await harness.redis.passTime(minute);
    expect(await rates.take(who, reads)).toMatchObject({ waitMs: 0, remaining: 2 });
  });

  it('is nobody else’s: no other tenant’s, caller’s or kind’s', async () => {
    const { rates } = queues.limits(patient);
    const who = caller();
    for (let asked = 0; asked < 4; asked += 1) await rates.take(who, reads);
    expect((await rates.take(who, reads)).waitMs).toBeGreaterThan(0);
    for (const someone of [
      { ...who, tenantId: newId() },
      { ...who, callerId: newId() },
      { ...who, tenantId: undefined },
    ])
      expect((await rates.take(someone, reads)).remaining).toBe(2);
    expect((await rates.take(who, { ...reads, kind: 'writes' })).remaining).toBe(2);
  });
});

describe('an address’s budget of refusals', () => {
  const guess = async (guessed: Attempt) => {
    const { attempts } = queues.limits(patient);
    const { isKnown, state } = await attempts.begin(guessed);
    if (state?.waitMs) return 'wait';
    await attempts.end(guessed, isKnown, 'refused');
    return 'judged';
  };
  const prove = async (proven: Attempt) => {
    const { attempts } = queues.limits(patient);
    const { isKnown, state } = await attempts.begin(proven);
    if (state?.waitMs) return 'wait';
    await attempts.end(proven, isKnown, 'proven');
    return isKnown ? 'known' : 'new';
  };
  const guessMany = (address: string, count: number) => Promise.all(Array.from({ length: count }, () => guess(attempt(address))));

  it('judges so many guesses, also at the same time, and goes on judging what was proven there before', async () => {
    const { address, ...good } = { ...attempt() };
    expect(await prove({ address, ...good })).toBe('new');
    expect((await guessMany(address, 30)).filter((answer) => answer === 'judged')).toHaveLength(6);
    expect(await prove({ address, ...good })).toBe('known');
    expect(await prove(attempt(address))).toBe('wait');
    expect(await prove(attempt())).toBe('new');
  });

  it('is not used by who is let in, nor by who could not be judged', async () => {
    const { address } = attempt();
    for (let times = 0; times < 10; times += 1) expect(await prove(attempt(address))).toBe('new');
    const { attempts } = queues.limits(patient);
    for (let times = 0; times < 10; times += 1) {
      const unjudged = attempt(address);
      await attempts.end(unjudged, (await attempts.begin(unjudged)).isKnown, 'unjudged');
    }
    expect((await guessMany(address, 10)).filter((answer) => answer === 'judged')).toHaveLength(6);
  });

  it('loses a third to one bearer that is wrong again and again, which leaves the rest to others', async () => {
    const wrong = attempt();
    const answers = [await guess(wrong), await guess(wrong), await guess(wrong), await guess(wrong)];
    expect(answers).toEqual(['judged', 'judged', 'wait', 'wait']);
    expect(await prove(attempt(wrong.address))).toBe('new');
  });

  it('forgets a bearer that was proven once and is refused now', async () => {
    const revoked = attempt();
    await prove(revoked);
    expect(await guess(revoked)).toBe('judged');
    expect([await guess(revoked), await guess(revoked)]).toEqual(['judged', 'wait']);
  });
});

it.each(['shut', 'block'] as const)(
  'says soon that Redis is away (%s), does not ask a while, and counts again when it is back',
  async (outage) => {
    const proxy = await startRedisProxy(harness.redis.url);
    try {
      const { rates } = (await harness.connect(proxy.url)).limits({ timeoutMs: 200, refusals });
      const who = caller();
      const take = () =>
        rates.take(who, { kind: 'reads', perMinute: 1_000 }).then(
          () => 'counted',
          (error: unknown) => (error instanceof QueueUnavailable ? 'away' : error),
        );
      await waitUntil('it counts', async () => (await take()) === 'counted');
      proxy[outage]();
      const startedAt = performance.now();
      await waitUntil('it is away', async () => (await take()) === 'away');
      for (let times = 0; times < 100; times += 1) await take();
      expect(performance.now() - startedAt).toBeLessThan(10_000); // and not a hundred times the time-out
      proxy.open();
      await waitUntil('it counts again', async () => (await take()) === 'counted');
    } finally {
      await harness.reset();
      await proxy.stop();
      [queues, other] = [await harness.connect(), await harness.connect()];
    }
  },
);
