import { findTask, listAlive, requestTask, silenceMs, type ChannelTask } from '@sylion/database';
import { modelTasks, newId } from '@sylion/schemas';
import { seedTenant, waitUntil, type SeededTenant } from '@sylion/testbed';

import { startHarness, type Harness } from './processor-harness.ts';

let harness: Harness;
let tenant: SeededTenant;
beforeAll(async () => {
  harness = await startHarness();
  tenant = await seedTenant(harness.database);
  await harness.startProcessor();
});
afterAll(() => harness.stop());

const ask = async (): Promise<ChannelTask> => {
  const id = newId();
  await harness.database.asTenant(tenant.tenantId, (scope) => requestTask(scope, { id, channelId: tenant.channelId, kind: 'ask_model' }));
  await harness.queues.publish(modelTasks, { version: 1, tenantId: tenant.tenantId, taskId: id });
  return waitUntil(
    'the model was asked',
    async () => {
      const task = await harness.database.asTenant(tenant.tenantId, (scope) => findTask(scope, id));
      return task && ['done', 'failed'].includes(task.state) && task;
    },
    15_000,
  );
};

it('a self-check asks the channel’s model once, and the ledger knows what it cost', async () => {
  expect(await ask()).toMatchObject({ state: 'done', result: { isOk: true, model: expect.any(String) } });
  const [call] = await harness.calls(tenant.tenantId);
  const records = await harness.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
    sql.selectFrom('usageRecords').where('tenantId', '=', tenantId).select(['metric', 'channelId', 'turnId']).orderBy('metric').execute(),
  );
  expect(call).toBeDefined();
  expect(records).toEqual(
    ['model_output_tokens', 'model_prompt_tokens'].map((metric) => ({ metric, channelId: tenant.channelId, turnId: null })),
  );
});

it('a model that refuses is an answer, too: the check is over and says why', async () => {
  await harness.control({ failRate: 1, failCode: 'PERMISSION_DENIED' });
  expect(await ask()).toMatchObject({ state: 'done', result: { isOk: false, detail: 'PERMISSION_DENIED' } });
});

it('the processor says that it is alive', async () => {
  expect(await listAlive(harness.database, silenceMs)).toEqual([{ app: 'processor-worker', roles: [] }]);
});
