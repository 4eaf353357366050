import fs from 'node:fs/promises';
import path from 'node:path';

import { renderPermissions } from '../src/permissions/render-permissions.ts';
import type { Route } from '../src/route.ts';
import { routes } from '../src/routes/routes.ts';

const scopeOf = ({ permission }: Route): string | undefined => (permission.role === 'platform' ? undefined : permission.scope);
const where = (fits: (route: Route) => boolean): string[] => routes.filter(fits).map(({ method, path: url }) => `${method} ${url}`);

it('docs/permissions.md says what the routes say: otherwise run `npm run permissions`', async () => {
  const file = path.join(import.meta.dirname, '../../../docs/permissions.md');
  expect(await fs.readFile(file, 'utf8')).toBe(renderPermissions(routes));
});

it('what reads needs a scope that reads, what writes one that writes', () => {
  const verb = ({ method }: Route): string => (method === 'get' ? 'read' : 'write');
  expect(where((route) => route.permission.role !== 'platform' && !scopeOf(route)?.endsWith(`:${verb(route)}`))).toEqual([]);
});

it('what end users wrote and who they are is for agents, keys and the audit log for admins, never for viewers', () => {
  const needsMoreThan = (roles: readonly string[], ...nouns: readonly string[]) =>
    where((route) => nouns.includes(scopeOf(route)?.split(':')[0] ?? '') && roles.includes(route.permission.role));
  expect(needsMoreThan(['viewer'], 'conversations', 'end-users')).toEqual([]);
  expect(needsMoreThan(['viewer', 'agent'], 'api-keys', 'audit-log')).toEqual([]);
});

it('tenants, their quotas and what is across tenants are the platform’s alone', () => {
  const isPlatform = (route: Route): boolean => route.permission.role === 'platform';
  expect(where((route) => !route.isInTenant && !isPlatform(route))).toEqual([]);
  expect(
    where(({ path: url, method, ...route }) => url.startsWith('/v1/quotas') && method !== 'get' && route.permission.role !== 'platform'),
  ).toEqual([]);
});
