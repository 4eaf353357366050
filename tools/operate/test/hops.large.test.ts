import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { createPhone, eventually, openBusiness, type Business } from '@sylion/acceptance';

import { readAlerts } from '../src/monitoring/read-monitoring.ts';
import { namesInExpression } from '../src/monitoring/names-in-expression.ts';
import { startHops, type Hops } from './hops.ts';

/** A broken hop is seen within a minute, by the alert that is for it, and seen to be mended (issue "Operate"). */
const withinMs = 60_000;
const alerts = new Map(readAlerts().map((alert) => [alert.alert, alert.expr]));

let folder: string;
let hops: Hops;
let business: Business;
beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-hops-'));
  await fs.chmod(folder, 0o755);
  hops = await startHops(folder);
  business = await openBusiness(hops, 'Nous livrons à Lyon pour 5 €.');
  await ask(1);
}, 180_000);
afterAll(async () => {
  await hops.close();
  await fs.rm(folder, { recursive: true, force: true });
}, 60_000);

/** So many people ask and are answered. */
async function ask(people: number): Promise<void> {
  const phones = Array.from({ length: people }, () => createPhone(hops, business));
  await Promise.all(phones.map((phone) => phone.says('Vous livrez à Lyon ?')));
  await Promise.all(phones.map((phone) => phone.receives(1, withinMs)));
}

const isTrue = async (alert: string): Promise<boolean> => (await hops.prometheus.query(alerts.get(alert) ?? '')).length > 0;
const becomes = (alert: string, wanted: boolean): Promise<true> =>
  eventually(`${alert} is ${wanted}`, async () => ((await isTrue(alert)) === wanted ? true : undefined), withinMs);
const trueAlerts = async (): Promise<string[]> => {
  const found = await Promise.all([...alerts.keys()].map(async (alert) => ((await isTrue(alert)) ? [alert] : [])));
  return found.flat();
};
/** What the doctor has to say of what is broken, with what to do about it. */
const doctorSays = async (): Promise<(string | undefined)[][]> =>
  (await hops.askDoctor()).filter(({ state }) => state === 'fail').map(({ subject, advice }) => [subject, advice]);
/** Nothing is wrong: no alert's condition holds. */
const isQuiet = async (): Promise<void> => {
  await eventually('no alert is true', async () => ((await trueAlerts()).length === 0 ? true : undefined), withinMs).catch(() => undefined);
  expect(await trueAlerts()).toEqual([]);
};

it('every app is scraped, exports what the alerts look at, and none of them is true while all is well', async () => {
  await isQuiet();
  const names = new Set(await hops.prometheus.names());
  const wanted = [...alerts.values()].flatMap((expr) => namesInExpression(expr).map(({ name }) => name));
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  const up = await hops.prometheus.query('up == 1');
  expect(up.map(({ labels }) => labels['job']).sort()).toEqual(['admin-api', 'gateway', 'processor-worker', 'rag-ingest-worker']);
  expect(await doctorSays()).toEqual([]);
}, 150_000);

it('a token that was revoked', async () => {
  await hops.whatsapp.send('POST', '/_control', { action: 'expire-token' });
  await createPhone(hops, business).says('Vous livrez à Lyon ?');
  await becomes('ChannelsNeedReauth', true);
  const said = await doctorSays();
  await hops.whatsapp.send('POST', '/_control', { action: 'restore-token' });
  await business.admin.post('/v1/channels/{id}/resume', { path: { id: business.channelId } });
  await becomes('ChannelsNeedReauth', false);
  expect(said).toContainEqual([`channel ${business.channelId}`, expect.stringContaining('PUT /v1/channels/{id}/credentials')]);
}, 150_000);

it('Redis that is away', async () => {
  const start = await hops.stopRedis();
  await becomes('RedisAway', true);
  expect(await isTrue('PostgresAway')).toBe(false);
  const said = await doctorSays();
  await start();
  await becomes('RedisAway', false);
  expect(said).toContainEqual(['Redis', expect.stringContaining('REDIS_URL')]);
}, 150_000);

it('Postgres that is away', async () => {
  const start = await hops.stopPostgres();
  await becomes('PostgresAway', true);
  expect(await isTrue('RedisAway')).toBe(false);
  const said = await doctorSays();
  await start();
  await becomes('PostgresAway', false);
  expect(said).toContainEqual(['Postgres', expect.stringContaining('DATABASE_URL')]);
}, 150_000);

it('a model that does not answer', async () => {
  await hops.vertex.send('POST', '/_control', { failRate: 1, failCode: 'UNAVAILABLE' });
  await Promise.all([1, 2].map(() => createPhone(hops, business).says('Vous livrez à Lyon ?')));
  await becomes('ModelFailing', true);
  await hops.vertex.send('DELETE', '/_control');
  await ask(8);
  await becomes('ModelFailing', false);
}, 150_000);

it('a worker that stands still, while somebody else still measures how long people wait', async () => {
  const goOn = hops.stopApp('processor-worker');
  const phone = createPhone(hops, business);
  await phone.says('Vous livrez à Lyon ?');
  await becomes('AppGone', true);
  expect((await hops.prometheus.query(alerts.get('AppGone') ?? '')).map(({ labels }) => labels['job'])).toEqual(['processor-worker']);
  await eventually('the wait is measured', async () =>
    (await hops.prometheus.query('max(unanswered_age_seconds) > 5')).length > 0 ? true : undefined,
  );
  goOn();
  await becomes('AppGone', false);
  await phone.receives(1, withinMs);
  await isQuiet();
}, 180_000);
