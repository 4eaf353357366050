import { newId } from '@sylion/schemas';
import { waitUntil, type SeededTenant } from '@sylion/testbed';

import { startHarness, type Harness } from './gateway-harness.ts';
import { messagesOf, textFrom } from './webhook-bodies.ts';

const held = { phone: '33612345678', name: 'Ana' };
const free = { phone: '33687654321', name: 'Bob' };
let harness: Harness;
let tenant: SeededTenant;

beforeAll(async () => {
  harness = await startHarness({ config: { GATEWAY_ROLES: 'inbound' } });
  tenant = await harness.seed();
});
afterAll(() => harness.stop());

const post = async (from: typeof held, text: string): Promise<number> =>
  (await harness.post(messagesOf(tenant.providerKey, from, [textFrom(from, text)]))).status;

it('a worker that stands still in the middle of a transaction holds up its own conversation only, and not for long', async () => {
  expect(await post(held, 'first')).toBe(200);
  const [conversation] = await harness.conversations(tenant);
  let isLocked = false;
  let isOver = false;
  // What a paused worker looks like to Postgres: the row is locked, and nothing more comes.
  const standing = harness.database
    .asTenant(tenant.tenantId, async ({ sql, tenantId }) => {
      await sql
        .selectFrom('conversations')
        .where('tenantId', '=', tenantId)
        .where('id', '=', conversation?.id ?? newId())
        .select('id')
        .forUpdate()
        .execute();
      isLocked = true;
      await waitUntil('the test is over', () => isOver, 30_000);
    })
    .catch((error: unknown) => error);
  await waitUntil('the conversation is held', () => isLocked);

  const [heldStatus, freeStatus] = await Promise.all([post(held, 'second'), post(free, 'hello')]);
  expect(freeStatus).toBe(200);
  expect([200, 503]).toContain(heldStatus);
  await waitUntil('the redelivery is stored', async () => (await post(held, 'third')) === 200, 20_000);
  isOver = true;
  expect(await standing).toBeInstanceOf(Error); // its session is gone: it can commit nothing any more
}, 60_000);
