import { again, done, PoisonJob, type DeadLetter, type JobContext, type Queues } from '@sylion/queues';
import { injectTrace, inSpan, startTracing } from '@sylion/runtime';
import { newId, type ConversationNudge } from '@sylion/schemas';
import { once } from 'node:events';
import { Redis } from 'ioredis';

import { waitUntil } from '../src/index.ts';
import { anything, nudge, nudges, startQueueHarness, type QueueHarness } from './queue-harness.ts';

let harness: QueueHarness;
let queues: Queues;
const stopTracing = startTracing({ app: 'test', endpoint: undefined });
beforeAll(async () => { harness = await startQueueHarness(); });
beforeEach(async () => { queues = await harness.connect(); });
afterEach(() => harness.reset());
afterAll(async () => {
  await harness.stop();
  await stopTracing();
});

const deadLetters = (count: number): Promise<DeadLetter[]> => waitUntil(`there are ${count} dead letters`, async () => {
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
    harness.consume(queues, async (payload) => { handled.push(payload); return done; });
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
    ['an unknown field', { ...nudge(), extra: 1 }], ['another version', { ...nudge(), version: 2 }], ['no tenant', { version: 1, conversationId: newId() }], ['nothing', null], ['text', 'x'],
  ])('with %s in it becomes a dead letter at once and is never handled', async (_, junk) => {
    const handled: unknown[] = [];
    harness.consume(queues, async (payload) => { handled.push(payload); return done; });
    await queues.publish(anything, junk === null || typeof junk === 'string' ? junk as never : { tenantId: newId(), ...junk } as never).catch(async () => putRaw(junk));
    const [letter] = await deadLetters(1);
    expect(letter).toMatchObject({ queue: 'incoming_messages', reason: 'UnrecoverableError', error: expect.stringContaining('payload does not fit incoming_messages v1'), attempts: 1 });
    const good = nudge();
    await queues.publish(nudges, good);
    await waitUntil('the next one is handled', () => handled.length > 0);
    expect(handled).toEqual([good]);
    expect(await queues.deadLetters.count(nudges)).toBe(1);
  });
});
