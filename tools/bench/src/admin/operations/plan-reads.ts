import type pg from 'pg';

import type { RunningAdminApi } from '../start-admin-api.ts';
import { callApi, type ApiCall } from './api-call.ts';
import { fillPath, findSubjects } from './find-subjects.ts';
import { readOperations, type OpenApi, type ReadOperation } from './read-operations.ts';
import { searches } from './searches.ts';

/** Pages of 200 that are walked on the way to the middle of a list, at most. */
const mostPages = 40;

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

/** All reads of one tenant, or (without one) of the platform: every list's first page and one in its middle, single reads, searches. */
export async function planReads(
  client: pg.Client,
  api: RunningAdminApi,
  tenant: { readonly id: string; readonly key: string } | undefined,
): Promise<{ calls: ApiCall[]; unmeasured: string[] }> {
  const openApi = (await (await fetch(`${api.url}/openapi.json`)).json()) as OpenApi;
  const operations = readOperations(openApi).filter(({ isPlatform }) => isPlatform === (tenant === undefined));
  const key = tenant?.key ?? api.platformKey;
  const subjects = tenant
    ? await findSubjects(
        client,
        tenant.id,
        operations.map(({ path }) => path),
      )
    : new Map<string, string>();
  const calls: ApiCall[] = [];
  const unmeasured: string[] = [];
  for (const operation of operations) {
    const path = fillPath(operation.path, subjects);
    if (path === undefined) unmeasured.push(`GET ${operation.path}`);
    else calls.push(...(await readsOf(api, operation, path, key)));
  }
  if (tenant) {
    for (const search of searches) {
      const path = fillPath(search, subjects);
      if (path !== undefined) calls.push({ name: `GET ${search}`, kind: 'search', path, key });
    }
  }
  return { calls, unmeasured };
}

async function readsOf(api: RunningAdminApi, { path: template, isList }: ReadOperation, path: string, key: string): Promise<ApiCall[]> {
  const name = `GET ${template}`;
  if (!isList) return [{ name, kind: /^\/v1\/usage|\/counts$/.test(template) ? 'aggregate' : 'single', path, key }];
  const first: ApiCall = { name, kind: 'first page', path, key };
  const cursor = await findMiddle(api, first);
  return cursor === undefined ? [first] : [first, { name, kind: 'later page', path: `${path}?cursor=${encodeURIComponent(cursor)}`, key }];
}

/** A cursor in the middle of a list, or 4,000 items deep; undefined for a list of one page. */
async function findMiddle(api: RunningAdminApi, first: ApiCall): Promise<string | undefined> {
  const cursors: string[] = [];
  for (let cursor: string | null = ''; cursor !== null && cursors.length < mostPages;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page = await callApi<Page>(api, { ...first, path: `${first.path}?limit=200${query}` });
    cursor = page.nextCursor;
    if (cursor !== null) cursors.push(cursor);
  }
  return cursors[Math.floor(cursors.length / 2)];
}
