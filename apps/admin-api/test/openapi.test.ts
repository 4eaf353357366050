import { Validator } from '@seriousme/openapi-schema-validator';

import { problemSchema } from '@sylion/schemas';

import { routes } from '../src/routes/routes.ts';
import { readDeclared } from './declared.ts';
import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestCall, type TestTenant } from './harness.ts';
import { document, operations, type Operation } from './openapi-document.ts';
import { makeSamples, type RouteSample } from './route-samples.ts';

let api: TestApi;
let own: TestTenant;
let foreign: TestTenant;
let samples: Record<string, RouteSample>;

beforeAll(async () => {
  api = await startTestApi();
  [own, foreign] = [await createTenantByApi(api), await createTenantByApi(api)];
  samples = await makeSamples(api, own);
});
afterAll(() => api.stop());

const declared = readDeclared(document);
const sampleOf = ({ name }: Operation): RouteSample => {
  const sample = samples[name];
  if (!sample) throw new Error(`test/route-samples.ts has no sample for ${name}`);
  return sample;
};
const callerOf = ({ needs, isInTenant }: Operation): TestCall =>
  needs ? { key: own.keys.owner } : { key: platformKey, tenantId: isInTenant ? own.tenantId : undefined };

/** Calls an operation with its sample. The harness compares the answer with what the document declares. */
const ask = (operation: Operation, call: TestCall & { readonly path?: string }) => {
  const { path, ...sent } = { ...sampleOf(operation), ...call };
  return api.call(operation.method, path, sent);
};
const unknownId = '018f0000-0000-7000-8000-000000000000';
const all = operations.map((operation) => [operation.name, operation] as const);
const where = (fits: (operation: Operation) => boolean) => all.filter(([, operation]) => fits(operation));

it('is a valid OpenAPI 3.1 document, of all routes, each under a name of its own, and served to everybody', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone({ ...document }))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(operations.map(({ name }) => name).sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  const names = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(new Set(names).size).toBe(routes.length);
  expect((await api.call('get', '/openapi.json')).body).toEqual(document);
});

it.each(all)('%s without a key is 401, and so is a wrong one', async (_name, operation) => {
  for (const key of [undefined, 'syl_wrong', `${platformKey}x`]) {
    const response = await ask(operation, { key });
    expect([response.status, response.body.code]).toEqual([401, 'unauthenticated']);
  }
});

it.each(where(({ needs }) => needs?.role !== 'viewer'))('%s with a viewer’s key is 403', async (_name, operation) => {
  const response = await ask(operation, { key: own.keys.viewer });
  expect([response.status, response.body.code]).toEqual([403, 'forbidden']);
});

it('lets a viewer only read', () =>
  expect(where(({ needs }) => needs?.role === 'viewer').every(([, { method }]) => method === 'get')).toBe(true));

it.each(where(({ needs, path }) => needs !== undefined && path.includes('{id}')))(
  '%s with another tenant’s key is 404, like an id that is unknown or none',
  async (_name, operation) => {
    const named = (id: string): string => sampleOf(operation).path.replace(/[0-9a-f-]{36}/, id);
    const responses = [
      await ask(operation, { key: foreign.keys.owner }),
      await ask(operation, { key: platformKey, tenantId: foreign.tenantId }),
      await ask(operation, { key: own.keys.owner, path: named(unknownId) }),
      await ask(operation, { key: own.keys.owner, path: named('not-an-id') }),
    ];
    expect(responses.map(({ status, body }) => [status, body.code])).toEqual(responses.map(() => [404, 'not_found']));
  },
);

it.each(where(({ needs }) => needs !== undefined))(
  '%s needs the platform to name a tenant that exists, and a key to stay in its own',
  async (_name, operation) => {
    const refusals = [
      await ask(operation, { key: platformKey }),
      await ask(operation, { key: platformKey, tenantId: unknownId }),
      await ask(operation, { key: platformKey, tenantId: '%' }),
      await ask(operation, { key: own.keys.owner, tenantId: foreign.tenantId }),
    ];
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
      [400, 'tenant_required'],
      [404, 'not_found'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
  },
);

it.each(where(({ method }) => method !== 'get'))('%s refuses an unknown field and names it', async (_name, operation) => {
  const body = { ...(sampleOf(operation).body as object), surprise: 'value-of-surprise' };
  const response = await ask(operation, { ...callerOf(operation), body });
  expect([response.status, response.body.code]).toEqual([400, 'invalid_request']);
  expect(response.body.errors).toContainEqual({ path: 'surprise', message: 'is not a known field' });
  expect(response.text).not.toContain('value-of-surprise');
});

it.each(where(({ takesJson }) => takesJson))(
  '%s refuses a body that is missing, no object, or of wrong types',
  async (_name, operation) => {
    const { path, body } = sampleOf(operation);
    const wrongTypes = Object.fromEntries(Object.keys(body as object).map((field) => [field, [{}]]));
    for (const wrong of [undefined, [], {}, wrongTypes].filter((one) => declared.faultsOfBody(operation, one).length > 0)) {
      const response = await api.call(operation.method, path, { ...callerOf(operation), body: wrong });
      expect([response.status, response.body.code]).toEqual([400, 'invalid_request']);
      expect(problemSchema.parse(response.body).errors?.length).toBeGreaterThan(0);
    }
  },
);

it.each(where(({ method }) => method === 'get'))('%s refuses an unknown query parameter', async (_name, operation) => {
  const { path } = sampleOf(operation);
  const response = await ask(operation, { ...callerOf(operation), path: `${path}${path.includes('?') ? '&' : '?'}surprise=1` });
  expect([response.status, response.body.errors]).toEqual([400, [{ path: 'surprise', message: 'is not a known field' }]]);
});

it('begins every stream that the document declares', async () => {
  for (const operation of operations.filter(({ streamType }) => streamType !== undefined)) {
    const hangUp = new AbortController();
    const headers = { authorization: `Bearer ${callerOf(operation).key}` };
    const response = await fetch(`${api.url}${sampleOf(operation).path}`, { headers, signal: hangUp.signal });
    const { status } = response;
    expect([operation.name, status, response.headers.get('content-type')]).toEqual([
      operation.name,
      200,
      operation.streamType === '*/*' ? sampleOf(operation).mimeType : operation.streamType,
    ]);
    hangUp.abort();
  }
});

it('answers every valid call as the document declares, and never with a secret', async () => {
  const isDelete = ({ method }: Operation): number => (method === 'delete' ? 1 : 0);
  const deletesLast = operations.toSorted((one, other) => isDelete(one) - isDelete(other));
  for (const operation of deletesLast.filter(({ streamType }) => streamType === undefined)) {
    if (operation.takesJson) expect(declared.faultsOfBody(operation, sampleOf(operation).body)).toEqual([]);
    const response = await ask(operation, callerOf(operation));
    expect([operation.name, response.status, response.body.detail]).toEqual([operation.name, operation.successes.at(-1), undefined]);
    for (const secret of [own.accessToken, 'twilio-token', ...Object.values(own.keys)]) expect(response.text).not.toContain(secret);
  }
});

it('is told every answer that is not declared', () => {
  const asked = { method: 'get', path: '/v1/assistants/1?fields=all' };
  const answered = { status: 404, headers: { 'x-request-id': '1', 'content-type': 'application/problem+json' } };
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, code: 'not_found', detail: 'there is none' };
  const faultsOf = (change: object, told: object = {}) =>
    declared.faultsOfAnswer(asked, { ...answered, text: JSON.stringify({ ...problem, ...told }), ...change });
  expect(faultsOf({})).toEqual([]);
  for (const undeclared of [
    { status: 402 },
    { status: 200 },
    { headers: {} },
    { headers: { ...answered.headers, 'content-type': 'text/html' } },
  ])
    expect(faultsOf(undeclared)).not.toEqual([]);
  for (const undeclared of [{ code: 'gone_fishing' }, { detail: undefined }, { stack: 'at …' }])
    expect(faultsOf({}, undeclared)).not.toEqual([]);
});
