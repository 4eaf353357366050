import http from 'node:http';

import { newId, type UsageMetric } from '@sylion/schemas';
import { waitUntil, withClient } from '@sylion/testbed';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let reads = 0;
beforeAll(async () => {
  api = await startTestApi(
    { DATABASE_POOL_SIZE: '4' },
    { onStatement: ({ sql }) => void (sql.includes('page_key') && sql.includes('usage_records') && (reads += 1)) },
  );
});
afterAll(() => api.stop());

/** Writes to the ledger, at a time of the past. */
async function use(
  { tenantId, assistantId, channelId }: TestTenant,
  at: string,
  amount: number,
  metric: UsageMetric = 'replies',
  model = '',
) {
  await withClient(api.superuserUrl, (client) =>
    client.query(
      `insert into usage_records (tenant_id, id, occurred_at, metric, amount, idempotency_key, assistant_id, channel_id, model)
       values ($1, gen_random_uuid(), $2, $3, $4, gen_random_uuid(), $5, $6, nullif($7, ''))`,
      [tenantId, at, metric, amount, assistantId, channelId, model],
    ),
  );
}
const read = async ({ keys }: TestTenant, query: string) => api.call('get', `/v1/usage?${query}`, { key: keys.viewer });

it('a day is a day of the named time zone, also when it has 23 or 25 hours', async () => {
  const shop = await createTenantByApi(api);
  await use(shop, '2026-03-28T22:59:59Z', 1); // the last second of the 28th in Paris
  await use(shop, '2026-03-28T23:00:00Z', 10); // the first of the 29th, which has 23 hours
  await use(shop, '2026-03-29T21:59:59Z', 10);
  await use(shop, '2026-03-29T22:00:00Z', 100);
  await use(shop, '2026-10-24T22:00:00Z', 10); // the first second of the 25th, which has 25
  await use(shop, '2026-10-25T22:59:59Z', 10);
  await use(shop, '2026-10-25T23:00:00Z', 100);
  const days = async (range: string, zone: string) =>
    (await read(shop, `${range}&timeZone=${zone}&groupBy=day`)).body.items.map(({ day, amount }: { day: string; amount: number }) => [
      day,
      amount,
    ]);
  const spring = 'from=2026-03-28T00:00:00Z&to=2026-03-31T00:00:00Z';
  expect(await days(spring, 'Europe/Paris')).toEqual([
    ['2026-03-28', 1],
    ['2026-03-29', 20],
    ['2026-03-30', 100],
  ]);
  expect(await days(spring, 'UTC')).toEqual([
    ['2026-03-28', 11],
    ['2026-03-29', 110],
  ]);
  expect(await days('from=2026-10-24T00:00:00Z&to=2026-10-27T00:00:00Z', 'Europe/Paris')).toEqual([
    ['2026-10-25', 20],
    ['2026-10-26', 100],
  ]);
  expect(await days('from=2026-10-24T00:00:00Z&to=2026-10-27T00:00:00Z', 'Asia/Kathmandu')).toEqual([
    ['2026-10-25', 10],
    ['2026-10-26', 110],
  ]);
});

it('a range is exact to the millisecond, from and to anywhere in a quarter of an hour', async () => {
  const shop = await createTenantByApi(api);
  const times = ['10:03:00.000', '10:03:00.001', '10:14:59.999', '10:15:00.000', '10:59:00.000', '11:00:00.000', '11:07:00.000'];
  for (const [index, time] of times.entries()) await use(shop, `2026-05-01T${time}Z`, 2 ** index);
  const sum = async (from: string, to: string) =>
    (await read(shop, `from=2026-05-01T${from}Z&to=2026-05-01T${to}Z&metric=replies`)).body.items[0]?.amount ?? 0;
  expect(await sum('10:03:00.000', '11:07:00.000')).toBe(63);
  expect(await sum('10:03:00.001', '11:07:00.001')).toBe(126);
  expect(await sum('10:03:00.001', '10:03:00.002')).toBe(2);
  expect(await sum('10:15:00.000', '11:00:00.000')).toBe(24);
  expect(await sum('10:04:00.000', '10:05:00.000')).toBe(0);
});

it('sums are told apart by assistant, channel and model together, narrowed by each, and never mix tenants', async () => {
  const [shop, other] = [await createTenantByApi(api), await createTenantByApi(api)];
  await use(shop, '2026-06-01T12:00:00Z', 5, 'model_prompt_tokens', 'gemini-a');
  await use(shop, '2026-06-01T13:00:00Z', 6, 'model_prompt_tokens', 'gemini-b');
  await use({ ...shop, assistantId: newId() }, '2026-06-02T12:00:00Z', 7, 'model_prompt_tokens', 'gemini-a');
  await use(other, '2026-06-01T12:00:00Z', 1_000, 'model_prompt_tokens', 'gemini-a');
  const june = 'from=2026-06-01T00:00:00Z&to=2026-07-01T00:00:00Z';
  const { assistantId, channelId } = shop;
  const common = { channelId, metric: 'model_prompt_tokens' };
  expect((await read(shop, `${june}&groupBy=channel,model,day&assistantId=${assistantId}`)).body.items).toEqual([
    { ...common, model: 'gemini-a', day: '2026-06-01', amount: 5 },
    { ...common, model: 'gemini-b', day: '2026-06-01', amount: 6 },
  ]);
  expect((await read(shop, `${june}&groupBy=model&model=gemini-a&metric=model_prompt_tokens`)).body.items).toEqual([
    { metric: 'model_prompt_tokens', model: 'gemini-a', amount: 12 },
  ]);
  for (const [query, path] of [
    ['groupBy=moon', 'groupBy.0'],
    ['timeZone=Mars/Olympus', 'timeZone'],
    ['timeZone=%2B02:00', 'timeZone'],
    ['from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
  ])
    expect((await read(shop, query ?? '')).body).toMatchObject({ status: 400, code: 'invalid_request', errors: [{ path }] });
});

it('a CSV of the ledger holds every row of the range once, disarms formulas, and leaves a trace', async () => {
  const shop = await createTenantByApi(api);
  for (const model of ['=cmd|calc', '+1', '-1', '@sum', 'a "quoted", one'])
    await use(shop, '2026-07-01T12:00:00Z', 3, 'model_prompt_tokens', model);
  await use(shop, '2026-08-01T00:00:00Z', 3);
  const path = '/v1/usage/records.csv?from=2026-07-01T00:00:00Z&to=2026-08-01T00:00:00Z';
  const response = await api.call('get', path, { key: shop.keys.viewer });
  expect([response.headers['content-type'], response.headers['content-disposition']]).toEqual([
    'text/csv; charset=utf-8',
    'attachment; filename=usage-records.csv',
  ]);
  const [header, ...lines] = response.text.split('\r\n');
  expect(header).toBe('id,occurredAt,metric,amount,isEstimated,assistantId,channelId,model,turnId,messageId,documentId');
  expect(lines.pop()).toBe('');
  const models = lines.map((line) => line.split(`,3,false,${shop.assistantId},${shop.channelId},`)[1]).sort();
  expect(models).toEqual(['"\'+1",,,', '"\'-1",,,', '"\'=cmd|calc",,,', '"\'@sum",,,', '"a ""quoted"", one",,,']);
  const { body } = await api.call('get', '/v1/audit-log?action=usage.exported', { key: shop.keys.owner });
  expect(body.items).toMatchObject([{ after: { from: '2026-07-01T00:00:00.000Z', to: '2026-08-01T00:00:00.000Z' } }]);
});

it('an export is read no faster than the client takes it, and no further when the client leaves', async () => {
  const shop = await createTenantByApi(api);
  await withClient(api.superuserUrl, (client) =>
    client.query(
      `alter table usage_records disable trigger user;
       insert into usage_records (tenant_id, id, occurred_at, metric, amount, idempotency_key, assistant_id, channel_id, model)
         select '${shop.tenantId}', gen_random_uuid(), '2026-07-01', 'replies', 1, 'row-' || i, '${shop.assistantId}', '${shop.channelId}', 'gemini-3.5-flash-lite'
         from generate_series(1, 120000) i;
       alter table usage_records enable trigger user`,
    ),
  );
  const url = `${api.url}/v1/usage/records.csv?from=2026-07-01T00:00:00Z&to=2026-08-01T00:00:00Z`;
  const batches = 120_000 / 2_000;
  const open = () =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      http.get(url, { headers: { authorization: `Bearer ${shop.keys.viewer}` } }, resolve).on('error', reject);
    });

  reads = 0;
  const slow = await open(); // takes nothing but what the sockets hold
  const settled = await standstill(() => reads);
  expect(settled).toBeLessThan(batches / 2);
  slow.destroy();
  expect(await standstill(() => reads)).toBeLessThanOrEqual(settled + 1);

  reads = 0;
  let lines = 0;
  for await (const piece of await open()) lines += String(piece).split('\n').length - 1;
  expect([lines, reads]).toEqual([120_001, batches]);
});

/** Waits until a number has not changed for a while, and returns it. */
async function standstill(read: () => number): Promise<number> {
  let [last, unchanged] = [-1, 0];
  await waitUntil('nothing more is read', async () => {
    await api.database.ping();
    unchanged = read() === last ? unchanged + 1 : 0;
    last = read();
    return unchanged >= 20 && last > 0;
  });
  return last;
}
