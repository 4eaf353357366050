import { done, QueueUnavailable } from '@sylion/queues';

import { startRedisProxy, waitUntil, type RedisProxy } from '../src/index.ts';
import { nudge, nudges, startQueueHarness, type QueueHarness } from './queue-harness.ts';

/** What publishers and consumers do when Redis, or the way to it, breaks. */
let harness: QueueHarness;
let proxy: RedisProxy;
beforeAll(async () => {
  harness = await startQueueHarness();
});
beforeEach(async () => {
  proxy = await startRedisProxy(harness.redis.url);
});
afterEach(async () => {
  proxy.open();
  await harness.reset();
  await proxy.stop();
});
afterAll(() => harness.stop());

it.each(['shut', 'block'] as const)('publishing fails quickly while Redis is away (%s), and works when it is back', async (outage) => {
  const queues = await harness.connect(proxy.url);
  await queues.publish(nudges, nudge());
  proxy[outage]();
  const startedAt = performance.now();
  await expect(queues.publish(nudges, nudge())).rejects.toThrow(QueueUnavailable);
  await expect(queues.ping()).rejects.toThrow(QueueUnavailable);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  proxy.open();
  await waitUntil('Redis answers again', () =>
    queues.ping().then(
      () => true,
      () => false,
    ),
  );
  await queues.publish(nudges, nudge());
  expect(await queues.depth(nudges)).toBe(2);
});

it('the job of a consumer that lost its connection is finished by another one', async () => {
  const handledBy: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  harness.consume(await harness.connect(proxy.url), async () => {
    handledBy.push('the lost one');
    await released;
    return done;
  });
  const queues = await harness.connect();
  await queues.publish(nudges, nudge());
  await waitUntil('it runs', () => handledBy.length === 1);
  proxy.shut();
  harness.consume(queues, async () => {
    handledBy.push('the other one');
    return done;
  });
  await waitUntil('the other one finished it', async () => handledBy.length === 2 && (await queues.depth(nudges)) === 0);
  expect(handledBy).toEqual(['the lost one', 'the other one']);
  release();
}, 40_000);

it('a consumer goes on by itself after Redis was away, and after Redis lost everything', async () => {
  const handled: string[] = [];
  harness.consume(await harness.connect(proxy.url), async ({ conversationId }) => {
    handled.push(conversationId);
    return done;
  });
  const queues = await harness.connect();
  const [first, second, third] = [nudge(), nudge(), nudge()];
  await queues.publish(nudges, first);
  await waitUntil('the first is handled', () => handled.includes(first.conversationId));
  proxy.shut();
  await queues.publish(nudges, second);
  proxy.open();
  await waitUntil('the second is handled', () => handled.includes(second.conversationId));
  await harness.redis.wipe();
  await queues.publish(nudges, third);
  await waitUntil('the third is handled', () => handled.includes(third.conversationId));
}, 40_000);

it('an idle consumer can be closed while Redis is away', async () => {
  const consumer = harness.consume(await harness.connect(proxy.url), async () => done);
  proxy.shut();
  const startedAt = performance.now();
  await consumer.close();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
