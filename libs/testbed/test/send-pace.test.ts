import type { Pace, Queues, SendPace } from '@sylion/queues';
import { newId } from '@sylion/schemas';
import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';

import { connectTestQueues, createTestRedis, type TestRedis } from '../src/index.ts';

/** The budgets of sending (DESIGN §5): WhatsApp allows 80 sends a second from a number and one in six seconds to a pair, 45 at once. */
const hour = 3_600_000;
let redis: TestRedis;
let queues: Queues;
beforeAll(async () => {
  redis = await createTestRedis();
  queues = await connectTestQueues(redis.url);
});
afterAll(async () => {
  await queues.close();
  await redis.stop();
});

const send = ({ tenantId = newId(), channelId = newId(), conversationId = newId() } = {}) => ({ tenantId, channelId, conversationId });
const unlimited: Pace = { intervalMs: 1, burst: 1_000_000 };
const takeMany = (pace: SendPace, count: number, what: ReturnType<typeof send>): Promise<number[]> =>
  Promise.all(Array.from({ length: count }, () => pace.take(what)));
const granted = (waits: readonly number[]): number => waits.filter((wait) => wait === 0).length;

it('grants exactly the burst of a pair, however many ask at the same time, and tells the rest how long to wait', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1_000, max: hour }),
      fc.integer({ min: 1, max: 40 }),
      async (burst, intervalMs, extra) => {
        const waits = await takeMany(queues.sendPace({ number: unlimited, pair: { intervalMs, burst } }), burst + extra, send());
        expect(granted(waits)).toBe(burst);
        for (const wait of waits.filter((each) => each > 0)) {
          expect(wait).toBeLessThanOrEqual(intervalMs);
          expect(wait).toBeGreaterThan(intervalMs - 1_000);
        }
      },
    ),
    { numRuns: 30 },
  );
});

it('grants exactly the burst of a number over all its pairs', async () => {
  const pace = queues.sendPace({ number: { intervalMs: hour, burst: 80 }, pair: { intervalMs: hour, burst: 3 } });
  const number = { tenantId: newId(), channelId: newId() };
  const waits = await Promise.all(
    Array.from({ length: 50 }, () => send(number)).flatMap((pair) => [pace.take(pair), pace.take(pair), pace.take(pair)]),
  );
  expect(granted(waits)).toBe(80);
});

it('a pair that must wait costs its number nothing', async () => {
  const pace = queues.sendPace({ number: { intervalMs: hour, burst: 10 }, pair: { intervalMs: hour, burst: 1 } });
  const number = { tenantId: newId(), channelId: newId() };
  expect(granted(await takeMany(pace, 100, send(number)))).toBe(1);
  const others = await Promise.all(Array.from({ length: 20 }, () => pace.take(send(number))));
  expect(granted(others)).toBe(9);
});

it('numbers and tenants do not share a budget', async () => {
  const pace = queues.sendPace({ number: { intervalMs: hour, burst: 1 }, pair: { intervalMs: hour, burst: 1 } });
  const one = send();
  expect(granted(await takeMany(pace, 5, one))).toBe(1);
  expect(await pace.take({ ...one, channelId: newId() })).toBe(0);
  expect(await pace.take({ ...one, tenantId: newId() })).toBe(0);
});

it('who waits as long as he was told is served, and never sooner than the pace allows', async () => {
  const pair: Pace = { intervalMs: 40, burst: 3 };
  const pace = queues.sendPace({ number: unlimited, pair });
  const conversation = send();
  const startedAt = performance.now();
  for (let sent = 0; sent < 12;) {
    const wait = await pace.take(conversation);
    if (wait === 0) {
      sent += 1;
      continue;
    }
    expect(wait).toBeLessThanOrEqual(pair.intervalMs);
    await pause(wait + 2); // timers and the two clocks are a little apart
    expect(await pace.take(conversation)).toBe(0);
    sent += 1;
  }
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual((12 - pair.burst) * pair.intervalMs - 10);
});

describe('what the provider found too fast', () => {
  it('holds back the pair for that long, and nobody else', async () => {
    const pace = queues.sendPace({ number: { intervalMs: 12.5, burst: 80 }, pair: { intervalMs: 6_000, burst: 45 } });
    const held = send();
    await pace.holdBack(held, 'pair', 90_000);
    const wait = await pace.take(held);
    expect(wait).toBeGreaterThan(88_000);
    expect(wait).toBeLessThanOrEqual(90_000);
    expect(await pace.take({ ...held, conversationId: newId() })).toBe(0);
  });

  it('holds back the whole number, and no other number', async () => {
    const pace = queues.sendPace({ number: { intervalMs: 12.5, burst: 80 }, pair: { intervalMs: 6_000, burst: 45 } });
    const held = send();
    await pace.holdBack(held, 'number', 30_000);
    for (const pair of [held, { ...held, conversationId: newId() }]) expect(await pace.take(pair)).toBeGreaterThan(28_000);
    expect(await pace.take({ ...held, channelId: newId() })).toBe(0);
  });

  it('makes the whole number half as fast, once for all that were under way', async () => {
    const pace = queues.sendPace({ number: { intervalMs: 400, burst: 5 }, pair: unlimited });
    const slowed = send();
    await Promise.all(Array.from({ length: 50 }, () => pace.holdBack(slowed, 'number', 0)));
    const another = (): Promise<number> => pace.take({ ...slowed, conversationId: newId() });
    expect(await another()).toBe(0);
    const waitMs = await another();
    expect(waitMs).toBeGreaterThan(400);
    expect(waitMs).toBeLessThanOrEqual(800);
    expect(await pace.take({ ...slowed, channelId: newId() })).toBe(0);
  });

  it('is never shortened by a later, shorter one', async () => {
    const pace = queues.sendPace({ number: unlimited, pair: { intervalMs: 6_000, burst: 45 } });
    const held = send();
    await pace.holdBack(held, 'pair', 90_000);
    await pace.holdBack(held, 'pair', 1_000);
    expect(await pace.take(held)).toBeGreaterThan(80_000);
  });
});
