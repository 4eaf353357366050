import { createAdminClient, AdminProblem } from '../src/index.ts';
import { answer, lostConnection, problem, scriptApi } from './scripted-api.ts';

const id = '018f0000-0000-7000-8000-000000000001';
const assistant = { name: 'Amélie', instructions: 'Be kind.' };
const refusalOf = async (call: Promise<unknown>): Promise<AdminProblem> => {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof AdminProblem)) throw new Error(`no problem was thrown, but ${String(error)}`);
  return error;
};

describe('a refusal', () => {
  it('is thrown with what programs and people need of it', async () => {
    const headers = { 'x-request-id': 'trace-42', 'retry-after': '3600' };
    const { client } = scriptApi(problem(429, 'rate_limited', headers));
    const refusal = await refusalOf(client.get('/v1/assistants/{id}', { path: { id } }));
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limited', requestId: 'trace-42', retryAfterSeconds: 3_600, errors: [] });
    expect(refusal.message).toBe('GET /v1/assistants/{id} was answered 429 rate_limited: it is so (request trace-42)');
  });

  it('of something before the API has no code', async () => {
    const { client } = scriptApi(new Response('<h1>Bad Gateway</h1>', { status: 502 }));
    expect(await refusalOf(client.get('/v1/assistants'))).toMatchObject({ status: 502, code: undefined, detail: '<h1>Bad Gateway</h1>' });
  });

  it.each([
    ['for good', problem(404, 'not_found')],
    ['for longer than there is patience', problem(503, 'database_unavailable', { 'retry-after': '31' })],
  ])('%s is not sent again', async (_name, refused) => {
    const { client, requests } = scriptApi(refused);
    await refusalOf(client.get('/v1/assistants'));
    expect(requests).toHaveLength(1);
  });
});

describe('what came to nothing', () => {
  it('is sent again as the same request, as late as the API asks for', async () => {
    const { client, requests, waits } = scriptApi(
      problem(429, 'rate_limited', { 'retry-after': '7' }),
      problem(409, 'request_in_progress', { 'retry-after': '1' }),
      lostConnection(),
      answer({ id }),
    );
    expect(await client.post('/v1/assistants', { body: assistant })).toEqual({ id });
    expect(waits).toEqual([7_000, 1_000, expect.any(Number)]);
    const sent = await Promise.all(requests.map(async (request) => [request.headers.get('idempotency-key'), await request.json()]));
    expect(sent).toEqual(sent.map(() => [expect.stringMatching(/^[\da-f-]{36}$/), assistant]));
    expect(new Set(sent.map(([key]) => key)).size).toBe(1);
  });

  it('is given up after four times', async () => {
    const { client, requests } = scriptApi(lostConnection(), lostConnection(), lostConnection(), lostConnection(), answer({}));
    await expect(client.get('/v1/assistants')).rejects.toThrow('fetch failed');
    expect(requests).toHaveLength(4);
  });

  it('is not sent again for a caller who no longer waits', async () => {
    const { client, requests } = scriptApi(lostConnection(), answer({}));
    await expect(client.get('/v1/assistants', { signal: AbortSignal.abort() })).rejects.toThrow('fetch failed');
    expect(requests).toHaveLength(1);
  });
});

it('says who calls, for which tenant, and every POST under a key of its own, unless the caller has one', async () => {
  const requests: Request[] = [];
  const fetch = async (request: Request) => {
    requests.push(request);
    return answer({ id });
  };
  const client = createAdminClient({ url: 'http://api.example/', key: 'syl_key', tenantId: id, fetch });
  await client.post('/v1/assistants', { body: assistant });
  await client.post('/v1/assistants', { body: assistant });
  await client.post('/v1/assistants', { body: assistant, headers: { 'Idempotency-Key': 'mine' } });
  const keys = requests.map(({ headers }) => headers.get('idempotency-key'));
  expect([new Set(keys).size, keys.at(-1)]).toEqual([3, 'mine']);
  expect(requests[0]?.url).toBe('http://api.example/v1/assistants');
  expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({ authorization: 'Bearer syl_key', 'x-tenant-id': id });
});

it('lists every item, and asks for a page when it is needed', async () => {
  const pages = [answer({ items: [{ id: '1' }, { id: '2' }], nextCursor: 'n/2' }), answer({ items: [{ id: '3' }], nextCursor: null })];
  const { client, requests } = scriptApi(...pages);
  const seen: string[] = [];
  for await (const conversation of client.list('/v1/conversations', { query: { handledBy: 'human' } })) {
    if (conversation.id === '2') expect(requests).toHaveLength(1);
    seen.push(conversation.id);
  }
  expect(seen).toEqual(['1', '2', '3']);
  const asked = requests.map(({ url }) => new URL(url).search);
  expect(asked).toEqual(['?handledBy=human', '?handledBy=human&cursor=n%2F2']);
});

describe('an update', () => {
  const path = { id };

  it('changes what it has read: if somebody was quicker, it reads and decides again', async () => {
    const { client, requests } = scriptApi(
      answer({ name: 'One' }, { etag: '"1"' }),
      problem(412, 'precondition_failed'),
      answer({ name: 'Two' }, { etag: '"2"' }),
      answer({ name: 'Two!' }, { etag: '"3"' }),
    );
    const changed = await client.update('/v1/assistants/{id}', { path }, ({ name }) => ({ name: `${name}!` }));
    expect(changed.name).toBe('Two!');
    expect(requests.map(({ method, headers }) => [method, headers.get('if-match')])).toEqual([
      ['GET', null],
      ['PATCH', '"1"'],
      ['GET', null],
      ['PATCH', '"2"'],
    ]);
    expect(await requests[3]?.json()).toEqual({ name: 'Two!' });
  });

  it('of nothing is none', async () => {
    const { client, requests } = scriptApi(answer({ name: 'One' }));
    expect(await client.update('/v1/assistants/{id}', { path }, () => undefined)).toEqual({ name: 'One' });
    expect(requests).toHaveLength(1);
  });
});

it('sends a file as a form, and the same again when it has to', async () => {
  const { client, requests } = scriptApi(problem(503, 'storage_unavailable', { 'retry-after': '0' }), answer({ id }));
  const file = new File(['# Menu'], 'menu.md', { type: 'text/markdown' });
  await client.post('/v1/knowledge-bases/{id}/documents', { path: { id }, body: { file, name: 'The menu' } });
  expect(requests).toHaveLength(2);
  for (const request of requests) {
    const form = await request.formData();
    const sent = form.get('file') as File;
    expect([form.get('name'), sent.name, sent.type, await sent.text()]).toEqual(['The menu', 'menu.md', 'text/markdown', '# Menu']);
  }
});

it('hands a download on as it comes in, and its refusal as a problem', async () => {
  const { client } = scriptApi(new Response('a;b\n1;2\n'), problem(403, 'forbidden'));
  const query = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
  expect(await new Response(await client.download('/v1/usage/records', { query })).text()).toBe('a;b\n1;2\n');
  expect((await refusalOf(client.download('/v1/usage/records', { query }))).code).toBe('forbidden');
});

it('is no client for what the document does not have', () => {
  const { client } = scriptApi();
  const never = (): unknown[] => [
    // @ts-expect-error there is no such path
    client.get('/v1/bakeries'),
    // @ts-expect-error there is no such method for it
    client.post('/v1/audit-log'),
    // @ts-expect-error it needs to be said which
    client.get('/v1/assistants/{id}'),
    // @ts-expect-error it has no such parameter
    client.get('/v1/assistants', { query: { limt: 1 } }),
    // @ts-expect-error its limit is a number
    client.get('/v1/assistants', { query: { limit: '1' } }),
    // @ts-expect-error it lacks its name
    client.post('/v1/assistants', { body: { instructions: 'Be kind.' } }),
    // @ts-expect-error it is no list
    client.list('/v1/assistants/{id}', { path: { id } }),
  ];
  expect(never).toBeInstanceOf(Function); // the compiler is what checks
});
