import { createDatabase, removeOldTasks, removeOldUnrouted, type Database } from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';

import { createTestDatabase, rowsOf, seedTenant, withClient, type TestDatabase } from '../src/index.ts';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase();
  const logger = createLogger({ app: 'test', level: 'silent' });
  database = createDatabase({ url: test.appUrl, applicationName: 'housekeeping', poolSize: 2, logger });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});
const query = <Row extends object>(text: string): Promise<Row[]> => withClient(test.superuserUrl, (client) => rowsOf<Row>(client, text));

it('a channel task ends after a month, but not one that is open nor the last answer of its kind', async () => {
  const { tenantId, channelId } = await seedTenant(database);
  const insert = async (kind: string, state: string, daysAgo: number): Promise<string> => {
    const id = newId();
    await query(`
      insert into channel_tasks (tenant_id, id, channel_id, kind, state, finished_at)
        values ('${tenantId}', '${id}', '${channelId}', '${kind}', '${state}', case when '${state}' in ('done', 'failed') then now() - interval '${daysAgo} days' end)`);
    return id;
  };
  await insert('verify', 'done', 50);
  const kept = [await insert('verify', 'done', 40)];
  await insert('verify', 'failed', 31);
  kept.push(await insert('verify', 'failed', 29));
  kept.push(await insert('sync_templates', 'done', 99));
  kept.push(await insert('ask_model', 'running', 99));
  expect(await removeOldTasks(database, 1)).toBe(1);
  expect(await removeOldTasks(database, 10)).toBe(1);
  expect((await query<{ id: string }>('select id from channel_tasks order by id')).map(({ id }) => id)).toEqual(kept);
});

it('what came for nobody ends after a month', async () => {
  for (const daysAgo of [40, 29])
    await query(`
      insert into unrouted_events (id, provider, field, reason, payload, received_at)
        values (gen_random_uuid(), 'meta', 'x', 'x', '${daysAgo}', now() - interval '${daysAgo} days')`);
  expect(await removeOldUnrouted(database, 10)).toBe(1);
  expect(await query('select payload from unrouted_events')).toEqual([{ payload: 29 }]);
});
