import { problemSchema } from '@sylion/schemas';

import { buildOpenApi } from '../src/openapi/build-openapi.ts';
import type { Route } from '../src/route.ts';
import { routes } from '../src/routes/routes.ts';
import { createTenantByApi, platformKey, startTestApi, type TestApi, type TestTenant } from './harness.ts';
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

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const sampleOf = (route: Route): RouteSample => {
  const sample = samples[nameOf(route)];
  if (!sample) throw new Error(`test/route-samples.ts has no sample for ${nameOf(route)}`);
  return sample;
};
const isPlatform = (route: Route): boolean => route.permission.role === 'platform';
const callerOf = (route: Route) =>
  isPlatform(route) ? { key: platformKey, tenantId: route.isInTenant ? own.tenantId : undefined } : { key: own.keys.owner };
const unknownId = '018f0000-0000-7000-8000-000000000000';
const all = routes.map((route) => [nameOf(route), route] as const);
const where = (fits: (route: Route) => boolean) => all.filter(([, route]) => fits(route));

it('names every route once', () => expect(new Set(routes.map(nameOf)).size).toBe(routes.length));

it.each(all)('%s without a key is 401, and so is a wrong one', async (_name, route) => {
  const { path, ...sent } = sampleOf(route);
  for (const key of [undefined, 'syl_wrong', `${platformKey}x`]) {
    const response = await api.call(route.method, path, { key, ...sent });
    expect(response.status).toBe(401);
    expect(problemSchema.parse(response.body).code).toBe('unauthenticated');
    expect(response.headers['www-authenticate']).toBe('Bearer');
  }
});

it.each(where((route) => route.permission.role !== 'viewer'))('%s with a viewer’s key is 403', async (_name, route) => {
  const { path, ...sent } = sampleOf(route);
  const response = await api.call(route.method, path, { key: own.keys.viewer, ...sent });
  expect([response.status, response.body.code]).toEqual([403, 'forbidden']);
});

it('lets a viewer only read', () =>
  expect(where((route) => route.permission.role === 'viewer').every(([, route]) => route.method === 'get')).toBe(true));

it.each(where((route) => !isPlatform(route) && route.path.includes('{id}')))(
  '%s with another tenant’s key is 404, like an id that is unknown or none',
  async (_name, route) => {
    const { path, ...sent } = sampleOf(route);
    const unknownPath = path.replace(/[0-9a-f-]{36}/, unknownId);
    const responses = [
      await api.call(route.method, path, { key: foreign.keys.owner, ...sent }),
      await api.call(route.method, path, { key: platformKey, tenantId: foreign.tenantId, ...sent }),
      await api.call(route.method, unknownPath, { key: own.keys.owner, ...sent }),
      await api.call(route.method, path.replace(/[0-9a-f-]{36}/, 'not-an-id'), { key: own.keys.owner, ...sent }),
    ];
    expect(responses.map(({ status, body: problem }) => [status, problem.code])).toEqual(responses.map(() => [404, 'not_found']));
  },
);

it.each(where((route) => !isPlatform(route)))(
  '%s needs the platform to name a tenant that exists, and a key to stay in its own',
  async (_name, route) => {
    const { path, ...sent } = sampleOf(route);
    const refusals = [
      await api.call(route.method, path, { key: platformKey, ...sent }),
      await api.call(route.method, path, { key: platformKey, tenantId: unknownId, ...sent }),
      await api.call(route.method, path, { key: platformKey, tenantId: '%', ...sent }),
      await api.call(route.method, path, { key: own.keys.owner, tenantId: foreign.tenantId, ...sent }),
    ];
    expect(refusals.map(({ status, body: problem }) => [status, problem.code])).toEqual([
      [400, 'tenant_required'],
      [404, 'not_found'],
      [404, 'not_found'],
      [404, 'not_found'],
    ]);
  },
);

it.each(where((route) => route.method !== 'get'))('%s refuses an unknown field and names it', async (_name, route) => {
  const { path, ...sent } = sampleOf(route);
  const response = await api.call(route.method, path, {
    ...sent,
    ...callerOf(route),
    body: { ...(sent.body as object), surprise: 'value-of-surprise' },
  });
  expect([response.status, response.body.code]).toEqual([400, 'invalid_request']);
  expect(problemSchema.parse(response.body).errors).toContainEqual({ path: 'surprise', message: 'is not a known field' });
  expect(response.text).not.toContain('value-of-surprise');
});

it.each(where((route) => route.body !== undefined))(
  '%s refuses a body that is missing, no object, or of wrong types',
  async (_name, route) => {
    const { path, ...sent } = sampleOf(route);
    const wrongTypes = Object.fromEntries(Object.keys(sent.body as object).map((field) => [field, [{}]]));
    for (const wrong of [undefined, [], {}, wrongTypes].filter((body) => !route.body?.safeParse(body).success)) {
      const response = await api.call(route.method, path, { ...callerOf(route), body: wrong });
      expect([response.status, response.body.code]).toEqual([400, 'invalid_request']);
      expect(problemSchema.parse(response.body).errors?.length).toBeGreaterThan(0);
    }
  },
);

it.each(where((route) => route.method === 'get'))('%s refuses an unknown query parameter', async (_name, route) => {
  const { path } = sampleOf(route);
  const response = await api.call('get', `${path}${path.includes('?') ? '&' : '?'}surprise=1`, { ...callerOf(route) });
  expect([response.status, response.body.errors]).toEqual([400, [{ path: 'surprise', message: 'is not a known field' }]]);
});

it('begins the stream of every route that answers with one', async () => {
  for (const route of routes.filter(({ stream }) => stream !== undefined)) {
    const hangUp = new AbortController();
    const headers = { authorization: `Bearer ${callerOf(route).key}` };
    const response = await fetch(`${api.url}${sampleOf(route).path}`, { headers, signal: hangUp.signal });
    expect([nameOf(route), response.status, response.headers.get('content-type')]).toEqual([
      nameOf(route),
      route.status,
      route.stream?.mediaType,
    ]);
    hangUp.abort();
  }
});

it('answers every route’s valid call as its schema says, and never with a secret', async () => {
  for (const route of routes.filter(({ stream }) => stream === undefined)) {
    const { path, ...sent } = sampleOf(route);
    const response = await api.call(route.method, path, { ...callerOf(route), ...sent });
    expect([nameOf(route), response.status, response.body.detail]).toEqual([nameOf(route), route.status, undefined]);
    if (route.answer) expect(route.answer.parse(response.body)).toEqual(response.body);
    else expect(response.text).toBe('');
    for (const secret of [own.accessToken, 'twilio-token', ...Object.values(own.keys)]) expect(response.text).not.toContain(secret);
  }
});

it('documents every route in OpenAPI', () => {
  const { paths } = buildOpenApi(routes) as { paths: Record<string, Record<string, unknown>> };
  expect(
    Object.entries(paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .sort(),
  ).toEqual(routes.map(nameOf).sort());
});
