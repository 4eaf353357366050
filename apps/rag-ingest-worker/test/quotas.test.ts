import { findQuota, setQuota } from '@sylion/database';
import type { QuotaMetric } from '@sylion/schemas';
import { waitUntil } from '@sylion/testbed';

import { startHarness, type Harness } from './ingest-harness.ts';
import { markdown, openLibrary, type Library } from './library.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await harness.startWorker();
});
afterAll(() => harness.stop());

const limit = (library: Library, limitAmount: number, metric: QuotaMetric = 'embedding_tokens') =>
  library.inTenant((scope) => setQuota(scope, { metric, period: 'day', limitAmount }));
const quotaOf = (library: Library, metric: QuotaMetric = 'embedding_tokens') =>
  library.inTenant((scope) => findQuota(scope, { metric, period: 'day' }, new Date()));
const embeddedTokens = (library: Library): Promise<number> =>
  library.inTenant(async ({ sql, tenantId }) => {
    const rows = await sql
      .selectFrom('usageRecords')
      .where('tenantId', '=', tenantId)
      .where('metric', '=', 'embedding_tokens')
      .select('amount')
      .execute();
    return rows.reduce((sum, { amount }) => sum + Number(amount), 0);
  });
const waits = (library: Library, documentId: string) =>
  waitUntil('the document waits for its quota', async () => {
    const document = await library.read(documentId);
    return document?.stateReason === 'quota_exceeded' && document.claimedUntil === null && document;
  });

it('a document waits, visibly, while the quota for embeddings is used up, and goes on when the limit is raised', async () => {
  const library = await openLibrary(harness);
  await limit(library, 1);
  const first = await library.add(markdown('Hours.md', '# Hours\n\nWe are open on Sundays.'));
  expect(await library.ended(first)).toMatchObject({ state: 'ready' }); // with the last token a whole batch goes through
  const second = await library.add(markdown('Prices.md', '# Prices\n\nA revision costs 45 euros.'));
  expect(await waits(library, second)).toMatchObject({ state: 'processing', stateReason: 'quota_exceeded' });
  const used = await embeddedTokens(library);
  expect(await quotaOf(library)).toMatchObject({ used, remaining: 0, reachedAt: expect.any(Date), whenReached: 'documents_wait' });

  await limit(library, 1_000);
  await library.nudge(second);
  expect(await library.ended(second)).toMatchObject({ state: 'ready', stateReason: null });
  const quota = await quotaOf(library);
  expect(quota).toMatchObject({ used: await embeddedTokens(library), reserved: 0 });
  expect(quota?.used).toBeGreaterThan(used);
});

it('a document goes on in the next period', async () => {
  const library = await openLibrary(harness);
  await limit(library, 1);
  await library.ended(await library.add(markdown('Hours.md', '# Hours\n\nWe are open on Sundays.')));
  const waiting = await library.add(markdown('Prices.md', '# Prices\n\nA revision costs 45 euros.'));
  await waits(library, waiting);
  // What was used was used yesterday.
  await library.inTenant(({ sql, tenantId }) =>
    sql
      .updateTable('quotaPeriods')
      .set(({ ref }) => ({ startsAt: new Date(Date.now() - 2 * 86_400_000), used: ref('used') }))
      .where('tenantId', '=', tenantId)
      .execute(),
  );
  await library.nudge(waiting);
  expect(await library.ended(waiting)).toMatchObject({ state: 'ready' });
});
