import { again, done, PoisonJob, type DeadLetter, type JobContext, type Queues } from '@sylion/queues';
import { injectTrace, inSpan, startTracing } from '@sylion/runtime';
import { newId, type ConversationNudge } from '@sylion/schemas';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';

import { waitUntil } from '../src/index.ts';
import { nudge, nudges, startQueueHarness, type QueueHarness } from './queue-harness.ts';

let harness: QueueHarness;
let queues: Queues;
const nobody = http.createServer((request, response) => void request.resume().once('end', () => response.end('{}'))).listen(0, '127.0.0.1');
await once(nobody, 'listening');
const stopTracing = await startTracing({ app: 'test', endpoint: `http://127.0.0.1:${(nobody.address() as AddressInfo).port}` });
beforeAll(async () => {
  harness = await startQueueHarness();
});
beforeEach(async () => {
  queues = await harness.connect();
});
afterEach(() => harness.reset());
afterAll(async () => {
  await harness.stop();
  await stopTracing();
  nobody.close();
});

const deadLetters = (count: number): Promise<DeadLetter[]> =>
  waitUntil(`there are ${count} dead letters`, async () => {
    const letters = await queues.deadLetters.list(nudges);
    return letters.length >= count && letters;
  });
/** A job that runs until the test lets it go. */
const gate = () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { opened, open };
};

describe('a nudge', () => {
  it('reaches a consumer as it was published', async () => {
    const handled: ConversationNudge[] = [];
    harness.consume(queues, async (payload) => {
      handled.push(payload);
      return done;
    });
    const published = nudge();
    await queues.publish(nudges, published);
    await waitUntil('it is handled', () => handled.length > 0);
    expect(handled).toEqual([published]);
    await waitUntil('it leaves nothing behind', async () => (await queues.depth(nudges)) === 0);
  });

  it('that does not fit its contract is refused before it is published', async () => {
    await expect(queues.publish(nudges, { ...nudge(), text: 'a phone number' } as never)).rejects.toMatchObject({ name: 'ZodError' });
    await expect(queues.publish(nudges, { version: 1, tenantId: newId() } as never)).rejects.toMatchObject({ name: 'ZodError' });
    expect(await queues.depth(nudges)).toBe(0);
  });

  it.each([
    ['an unknown field', { payload: { ...nudge(), text: 'x' } }],
    ['another version', { payload: { ...nudge(), version: 2 } }],
    ['no tenant', { payload: { version: 1 } }],
    ['no envelope', nudge()],
    ['nothing', null],
    ['a number', 7],
  ])('with %s in it becomes a dead letter at once and is never handled', async (_, junk) => {
    await putJunk(JSON.stringify(junk));
    const handled: unknown[] = [];
    harness.consume(queues, async (payload) => {
      handled.push(payload);
      return done;
    });
    expect(await deadLetters(1)).toEqual([
      expect.objectContaining({
        queue: 'incoming_messages',
        reason: 'InvalidPayload',
        error: expect.stringContaining('does not fit incoming_messages v1'),
        attempts: 1,
      }),
    ]);
    const good = nudge();
    await queues.publish(nudges, good);
    await waitUntil('the next one is handled', () => handled.length > 0);
    expect(handled).toEqual([good]);
  });

  it("whose bytes are not even JSON stands in nobody's way", async () => {
    await putJunk('{"payload":');
    const handled: unknown[] = [];
    harness.consume(queues, async (payload) => {
      handled.push(payload);
      return done;
    });
    const good = nudge();
    await queues.publish(nudges, good);
    await waitUntil('the next one is handled', () => handled.length > 0);
  });
});

describe('a job that fails', () => {
  it('is tried again with growing pauses and then lies among the dead letters with its reason', async () => {
    const attempts: (JobContext & { atMs: number })[] = [];
    harness.consume(queues, async (_, context) => {
      attempts.push({ ...context, atMs: performance.now() });
      throw new RangeError('out of luck');
    });
    const published = nudge();
    await queues.publish(nudges, published);
    expect(await deadLetters(1)).toEqual([
      expect.objectContaining({
        queue: 'incoming_messages',
        payload: published,
        reason: 'RangeError',
        error: 'out of luck',
        attempts: 3,
        diedAt: expect.stringMatching(/^20/),
      }),
    ]);
    expect(attempts).toMatchObject([
      { attempt: 1, isLastAttempt: false },
      { attempt: 2, isLastAttempt: false },
      { attempt: 3, isLastAttempt: true },
    ]);
    const [first, second, third] = attempts.map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(nudges.backoffMs * 0.7);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(2 * nudges.backoffMs * 0.7);
  });

  it('once is done when the next try succeeds', async () => {
    const attempts: number[] = [];
    harness.consume(queues, async (_, { attempt }) => {
      attempts.push(attempt);
      if (attempt === 1) throw new Error('not yet');
      return done;
    });
    await queues.publish(nudges, nudge());
    await waitUntil('it is done', async () => attempts.length === 2 && (await queues.depth(nudges)) === 0);
    expect(await queues.deadLetters.count(nudges)).toBe(0);
  });

  it('for ever is not tried again', async () => {
    const attempts: number[] = [];
    harness.consume(queues, async (_, { attempt }) => {
      attempts.push(attempt);
      throw new PoisonJob('the conversation is gone');
    });
    await queues.publish(nudges, nudge());
    expect(await deadLetters(1)).toEqual([
      expect.objectContaining({ reason: 'PoisonJob', error: 'the conversation is gone', attempts: 1 }),
    ]);
    expect(attempts).toEqual([1]);
  });

  it('no longer counts as in flight, and lets its like be published again', async () => {
    let isBroken = true;
    let handled = 0;
    harness.consume(queues, async () => {
      if (isBroken) throw new PoisonJob('broken');
      handled += 1;
      return done;
    });
    const published = nudge();
    await queues.publish(nudges, published);
    await deadLetters(1);
    await waitUntil('the tenant has nothing in flight', async () => (await countInFlight(published.tenantId)) === 0);
    isBroken = false;
    await queues.publish(nudges, published);
    await waitUntil('it is handled', () => handled === 1);
  });
});

describe('dead letters', () => {
  it('are published again and removed when they fit, and stay when they do not', async () => {
    const [mended, other, third] = [nudge(), nudge(), nudge()];
    for (const payload of [mended, other, third]) await queues.publish(nudges, payload);
    await putJunk('{"payload":{"version":9}}');
    const consumer = harness.consume(queues, async () => {
      throw new PoisonJob('broken');
    });
    const letters = await deadLetters(4);
    await consumer.close();
    const chosen = letters.find(({ payload }) => (payload as ConversationNudge).conversationId === mended.conversationId) as DeadLetter & {
      id: string;
    };
    expect(await queues.deadLetters.redrive(nudges, queues, [chosen.id])).toBe(1);
    expect(await queues.deadLetters.count(nudges)).toBe(3);
    let rests = 0;
    const rest = (): Promise<unknown> => Promise.resolve((rests += 1));
    expect(await queues.deadLetters.redrive(nudges, queues, undefined, rest)).toBe(2);
    expect(rests).toBe(1);
    expect(await queues.deadLetters.list(nudges)).toEqual([expect.objectContaining({ payload: { version: 9 } })]);
    const handled: ConversationNudge[] = [];
    harness.consume(queues, async (payload) => {
      handled.push(payload);
      return done;
    });
    await waitUntil('all are handled', () => handled.length === 3);
    expect(handled).toEqual(expect.arrayContaining([mended, other, third]));
  });
});

describe('deduplication', () => {
  it('makes one run of many nudges that wait', async () => {
    const published = nudge();
    await Promise.all(Array.from({ length: 50 }, () => queues.publish(nudges, published)));
    expect(await queues.depth(nudges)).toBe(1);
  });

  it('keeps exactly one more run for all nudges that come while their like runs', async () => {
    const { opened, open } = gate();
    let runs = 0;
    harness.consume(
      queues,
      async () => {
        runs += 1;
        if (runs === 1) await opened;
        return done;
      },
      4,
    );
    const published = nudge();
    await queues.publish(nudges, published);
    await waitUntil('it runs', () => runs === 1);
    await Promise.all(Array.from({ length: 50 }, () => queues.publish(nudges, published)));
    expect(runs).toBe(1);
    open();
    await waitUntil('all is quiet', async () => runs >= 2 && (await queues.depth(nudges)) === 0);
    expect(runs).toBe(2);
  });

  it('does not lose a nudge that comes just as its like ends', async () => {
    const published = nudge();
    let unseen = 0;
    harness.consume(
      queues,
      async () => {
        unseen = 0;
        return done;
      },
      4,
    );
    for (let round = 0; round < 300; round += 1) {
      unseen += 1;
      await queues.publish(nudges, published);
    }
    await waitUntil('the last one was seen', () => unseen === 0);
  });
});

it('a job that asks for it runs again later, without using up its attempts or its place', async () => {
  const startedAt = performance.now();
  const attempts: number[] = [];
  let others = 0;
  const patient = nudge();
  harness.consume(queues, async ({ conversationId }, { attempt }) => {
    if (conversationId !== patient.conversationId) {
      others += 1;
      return done;
    }
    attempts.push(attempt);
    return attempts.length < 6 ? again(60) : done;
  });
  await queues.publish(nudges, patient);
  await waitUntil('it waits', () => attempts.length > 0);
  await queues.publish(nudges, nudge());
  await waitUntil('it is done', async () => attempts.length === 6 && (await queues.depth(nudges)) === 0);
  expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
  expect(others).toBe(1);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(5 * 60);
});

it('the trace of the publisher goes on in the handler', async () => {
  const seen: string[] = [];
  harness.consume(queues, async () => {
    seen.push(injectTrace()['traceparent'] ?? 'none');
    return done;
  });
  const traceparent = await inSpan('webhook', {}, async () => {
    await queues.publish(nudges, nudge());
    return injectTrace()['traceparent'] ?? '';
  });
  await waitUntil('it is handled', () => seen.length > 0);
  const [, traceId, spanId] = traceparent.split('-');
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(seen[0]?.split('-')[1]).toBe(traceId);
  expect(seen[0]?.split('-')[2]).not.toBe(spanId);
});

it('a tenant that floods waits behind itself: its neighbour is served among the first', async () => {
  const [flooder, neighbour] = [newId(), newId()];
  await Promise.all(Array.from({ length: 500 }, () => queues.publish(nudges, nudge(flooder))));
  await queues.publish(nudges, nudge(neighbour));
  const served: string[] = [];
  harness.consume(queues, async ({ tenantId }) => {
    served.push(tenantId);
    return done;
  });
  await waitUntil('the neighbour is served', () => served.includes(neighbour));
  expect(served.indexOf(neighbour)).toBeLessThan(5);
  await waitUntil('the flood is served, too', () => served.length === 501);
});

it('closing a consumer waits for the job under way and takes no other', async () => {
  const { opened, open } = gate();
  const events: string[] = [];
  const consumer = harness.consume(queues, async () => {
    events.push('started');
    await opened;
    events.push('ended');
    return done;
  });
  await queues.publish(nudges, nudge());
  await waitUntil('it runs', () => events.length === 1);
  const closed = consumer.close().then(() => events.push('closed'));
  await queues.publish(nudges, nudge());
  open();
  await closed;
  expect(events).toEqual(['started', 'ended', 'closed']);
  expect(await queues.depth(nudges)).toBe(1);
});

/** Overwrites a waiting job's bytes, as no publisher of ours would. */
async function putJunk(data: string): Promise<void> {
  await withRedis(async (redis) => {
    const before = await redis.keys(`bull:${nudges.name}:[0-9]*`);
    await queues.publish(nudges, nudge());
    const [key = ''] = (await redis.keys(`bull:${nudges.name}:[0-9]*`)).filter((candidate) => !before.includes(candidate));
    await redis.hset(key, 'data', data);
  });
}

const countInFlight = (tenantId: string): Promise<number> =>
  withRedis((redis) => redis.scard(`sylion:${tenantId}:in_flight:${nudges.name}`));

async function withRedis<Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(harness.redis.url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
    await once(redis, 'end');
  }
}
