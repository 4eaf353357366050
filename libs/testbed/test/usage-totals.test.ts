import { chargeUsage, createDatabase, sumUsage, type Database, type TenantScope, type UsageRecord } from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';

import { createTestDatabase, rowsOf, seedTenant, withClient, type TestDatabase } from '../src/index.ts';

let postgres: TestDatabase;
let database: Database;
beforeAll(async () => {
  postgres = await createTestDatabase();
  const logger = createLogger({ app: 'test', level: 'silent' });
  database = createDatabase({ url: postgres.appUrl, applicationName: 'test', poolSize: 8, logger });
});
afterAll(async () => {
  await database.close();
  await postgres.drop();
});

const [assistants, channels] = [[newId(), newId(), null] as const, [newId(), null] as const];
const metrics = ['replies', 'model_prompt_tokens', 'whatsapp_messages'] as const;
const models = ['gemini-3.5-flash-lite', null] as const;

const someUse = (number: number): UsageRecord => ({
  id: newId(),
  metric: metrics[number % 3] ?? 'replies',
  amount: 1 + (number % 7),
  idempotencyKey: `use:${number}`,
  assistantId: assistants[number % 5] ?? null,
  channelId: channels[number % 4] ?? null,
  model: models[number % 2] ?? null,
});

/** What the ledger holds more than the sums, and the sums more than the ledger. */
const disagreements = () =>
  withClient(postgres.superuserUrl, (client) =>
    rowsOf(
      client,
      `with ledger as (
         select tenant_id, date_bin('15 minutes', occurred_at, 'epoch') as starts_at, metric, coalesce(assistant_id, '00000000-0000-0000-0000-000000000000') as assistant_id,
           coalesce(channel_id, '00000000-0000-0000-0000-000000000000') as channel_id, coalesce(model, '') as model, sum(amount) as amount
         from usage_records group by 1, 2, 3, 4, 5, 6
       ), totals as (
         select tenant_id, starts_at, metric, assistant_id, channel_id, model, sum(amount) as amount from usage_totals group by 1, 2, 3, 4, 5, 6
       )
       (table ledger except table totals) union all (table totals except table ledger)`,
    ),
  );

it('the sums agree with the ledger after many writers at once, of whom some fail and some write twice', async () => {
  const { tenantId } = await seedTenant(database);
  const writers = Array.from({ length: 60 }, (_, writer) =>
    database.asTenant(tenantId, async (scope) => {
      const records = Array.from({ length: 8 }, (__, index) => someUse((writer % 50) * 8 + index)); // ten writers repeat others' keys
      await chargeUsage(scope, writer % 2 === 0 ? records : records.reverse());
      if (writer % 6 === 5) throw new Error('rolled back');
    }),
  );
  const ends = await Promise.allSettled(writers);
  expect(ends.filter(({ status }) => status === 'rejected').map((end) => 'reason' in end && String(end.reason))).toEqual(
    Array.from({ length: 10 }, () => 'Error: rolled back'),
  );
  expect(await disagreements()).toEqual([]);
});

it('a writer waits for no other, even of the same sum', async () => {
  const { tenantId } = await seedTenant(database);
  const use = (number: number) => ({ ...someUse(0), idempotencyKey: `same:${number}`, amount: 1 });
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = database.asTenant(tenantId, async (scope) => {
    await chargeUsage(scope, [use(1)]);
    held.resolve();
    await released.promise;
  });
  await held.promise;
  await database.asTenant(tenantId, (scope) => chargeUsage(scope, [use(2), use(3)]));
  const range = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) };
  const sum = (scope: TenantScope) => sumUsage(scope, range, { timeZone: 'UTC', groupBy: [], limit: 10 });
  expect(await database.asTenant(tenantId, sum)).toEqual([{ metric: 'replies', amount: 2 }]);
  released.resolve();
  await slow;
  expect(await database.asTenant(tenantId, sum)).toEqual([{ metric: 'replies', amount: 3 }]);
  expect(await disagreements()).toEqual([]);
});
