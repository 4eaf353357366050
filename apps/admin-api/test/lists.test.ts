import type { Statement } from '@sylion/database';
import { problemSchema } from '@sylion/schemas';

import type { Route } from '../src/route.ts';
import { routes } from '../src/routes/routes.ts';
import { askRoutes, nameOf, type AskRoute } from './ask-route.ts';
import { filledSize, fillLists, fillWebhooks } from './fill-lists.ts';
import { createTenantByApi, startTestApi, type TestApi, type TestTenant } from './harness.ts';
import { explain, planOf } from './plan-of.ts';
import { makeSamples, type RouteSample } from './route-samples.ts';

/** Every list of the table, by what it answers with; nobody has to remember to add one here. */
const isList = ({ method, answer }: Route): boolean =>
  method === 'get' && answer !== undefined && 'shape' in answer && 'nextCursor' in (answer.shape as object);
const lists = routes.filter(isList).map((route) => [nameOf(route), route] as const);
/** So few that no page could be cut. */
const shortLists = ['get /v1/quotas'];

let api: TestApi;
let tenant: TestTenant;
let samples: Record<string, RouteSample>;
let ask: AskRoute;
let statements: Statement[] = [];

beforeAll(async () => {
  api = await startTestApi({}, { onStatement: (statement) => statements.push(statement) });
  tenant = await createTenantByApi(api);
  samples = await makeSamples(api, tenant);
  ask = askRoutes(api, tenant, samples);
  await fillLists(api, tenant, {
    knowledgeBaseId: idIn('get /v1/knowledge-bases/{id}'),
    conversationId: idIn('get /v1/conversations/{id}/turns'),
  });
  await fillWebhooks(api, tenant, idIn('get /v1/webhook-endpoints/{id}'));
});
afterAll(() => api.stop());

const idIn = (name: string): string => /[0-9a-f-]{36}/.exec(samples[name]?.path ?? '')?.[0] ?? '';
const read = (route: Route, query: Record<string, string | number>) => ask(route, { query });

it.each(lists)('%s gives every item once, page by page, however near they are to each other', async (name, route) => {
  const seen: unknown[] = [];
  for (let cursor: string | undefined | null; cursor !== null;) {
    const { status, body } = await read(route, { limit: 200, ...(cursor !== undefined && { cursor }) });
    expect([status, body.detail]).toEqual([200, undefined]);
    expect(body.items.length).toBeGreaterThan(0);
    seen.push(...body.items.map((item: { id?: string }) => item.id ?? JSON.stringify(item)));
    expect(new Set(seen).size).toBe(seen.length);
    cursor = body.nextCursor;
  }
  if (!shortLists.includes(name)) expect(seen.length).toBeGreaterThanOrEqual(filledSize / 2);
});

it.each(lists)('%s refuses a cursor that is broken or of another list', async (_name, route) => {
  const others = [
    'x',
    'bnVsbA',
    Buffer.from('["9007199254740993",1,2]').toString('base64url'),
    Buffer.from('[null]').toString('base64url'),
  ];
  for (const cursor of others) {
    const { status, body } = await read(route, { cursor });
    expect([cursor, status, problemSchema.parse(body).code]).toEqual([cursor, 400, 'invalid_cursor']);
  }
});

it.each(lists)('%s is read in the order of an index, its later pages too', async (_name, route) => {
  const { nextCursor } = (await read(route, { limit: 2 })).body;
  statements = [];
  await read(route, { limit: 2, cursor: nextCursor });
  const reads = statements.filter(({ sql }) => /page_key|with ties/.test(sql));
  expect(reads).toHaveLength(1);
  for (const statement of reads) {
    const nodes = await planOf(api, tenant, statement);
    expect(nodes.filter((node) => /Sort|Seq Scan/.test(node))).toEqual([]);
    const isWalkedFromItsBeginning = (line: string): boolean => /Filter: .*ROW\(.*[<>]/.test(line);
    expect((await explain(api, tenant, statement)).filter(isWalkedFromItsBeginning)).toEqual([]);
  }
});

it('messages: a page ends with a whole reply, and goes on behind it', async () => {
  const route = routes.find((candidate) => nameOf(candidate) === 'get /v1/conversations/{id}/messages') as Route;
  const first = (await read(route, { afterSeq: 100, limit: 4 })).body;
  expect(first.items.map(({ seq, part }: { seq: number; part: number }) => [seq, part])).toEqual([
    [101, 0],
    [101, 1],
    [101, 2],
    [102, 0],
    [102, 1],
    [102, 2],
  ]);
  expect((await read(route, { afterSeq: 100, limit: 1, cursor: first.nextCursor })).body.items[0].seq).toBe(103);
});
