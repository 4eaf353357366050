import { claimPlaygroundRun, finishPlaygroundRun } from '@sylion/database';
import { done } from '@sylion/queues';
import { playgroundRuns, type PlaygroundResult } from '@sylion/schemas';

import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';

let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const ask = (body: object, key = tenant.keys.agent) => api.call('post', `/v1/assistants/${tenant.assistantId}/playground`, { key, body });
const see = (id: string) => api.call('get', `/v1/playground-runs/${id}`, { key: tenant.keys.agent });
const remove = (id: string) => api.call('delete', `/v1/playground-runs/${id}`, { key: tenant.keys.agent });

/** A worker that answers with the instructions it was given. */
const startWorker = () =>
  api.queues.consume({
    contract: playgroundRuns,
    concurrency: 1,
    handle: async ({ tenantId, runId }) => {
      await api.database.asTenant(tenantId, async (scope) => {
        const claimed = await claimPlaygroundRun(scope, { runId, leaseMs: 60_000 });
        if (claimed.kind !== 'claimed') return;
        await finishPlaygroundRun(scope, runId, { result: resultOf(claimed.run.request.settings.instructions) });
      });
      return done;
    },
  });

const resultOf = (text: string): PlaygroundResult => ({
  outcome: 'answered',
  handOffReason: null,
  text,
  locale: 'fr',
  toolsCalled: [],
  passages: [],
  model: 'gemini',
  promptTokens: 10,
  outputTokens: 2,
  steps: [{ name: 'generate-reply', ms: 12.5 }],
});

it('asks the draft unless a version is named, waits for the worker, and audits who asked but not what', async () => {
  const worker = startWorker();
  try {
    await api.call('patch', `/v1/assistants/${tenant.assistantId}`, { key: tenant.keys.admin, body: { instructions: 'Be brief.' } });
    const draft = await ask({ messages: ['Une question secrète'] });
    expect([draft.status, draft.body]).toMatchObject([
      201,
      { state: 'done', version: null, messages: ['Une question secrète'], errorCode: null, result: resultOf('Be brief.') },
    ]);
    expect((await ask({ messages: ['Bonjour'], version: 1 })).body).toMatchObject({ version: 1, result: { text: 'Be kind.' } });
    expect((await see(draft.body.id)).body).toEqual(draft.body);
    const log = await api.call('get', '/v1/audit-log?limit=50', { key: tenant.keys.admin });
    const entries = log.body.items.filter(({ action }: { action: string }) => action === 'assistant.tried_out');
    expect(entries).toMatchObject([{ after: { version: 1 } }, { after: { playgroundRunId: draft.body.id, version: null } }]);
    expect(log.text).not.toContain('secrète');
  } finally {
    await worker.close();
  }
});

it('answers a run that takes longer as it is; only one that is over can be deleted, and then it is gone', async () => {
  const { status, body } = await ask({ messages: ['Bonjour'], waitSeconds: 0 });
  expect([status, body]).toMatchObject([201, { state: 'queued', result: null, finishedAt: null }]);
  expect((await remove(body.id)).body.code).toBe('playground_run_not_over');
  await api.database.asTenant(tenant.tenantId, (scope) => finishPlaygroundRun(scope, body.id, { errorCode: 'model_unavailable' }));
  expect((await see(body.id)).body).toMatchObject({ state: 'failed', errorCode: 'model_unavailable', result: null });
  expect((await remove(body.id)).status).toBe(204);
  expect((await see(body.id)).status).toBe(404);
});

it('is none of a viewer’s, and knows only versions that there are', async () => {
  expect((await ask({ messages: ['Bonjour'] }, tenant.keys.viewer)).status).toBe(403);
  expect((await ask({ messages: ['Bonjour'], version: 99 })).status).toBe(404);
  expect((await ask({ messages: [] })).body.errors[0].path).toBe('messages');
});
