import { scopeSchema, tenantRoleSchema } from '@sylion/schemas';
import { lackFor, type Role } from '@sylion/tenancy';

import type { Route } from '../route.ts';

const roles: readonly Role[] = [...tenantRoleSchema.options.toReversed(), 'platform'];

/** The page that says who may do what, out of the routes' own permissions. */
export function renderPermissions(routes: readonly Route[]): string {
  const nouns = Map.groupBy(routes, ({ path }) => path.split('/')[2] ?? '');
  return `# Who may do what

Written by \`npm run permissions\` from the routes of the Admin API; a test fails when it is stale. Why it is so:
[decision 11](decisions/0011-who-may-do-what.md).

A role includes those left of it. An API key may be narrowed to scopes: then it may call what its role may **and** whose scope it holds.
The platform operator acts in the tenant that \`X-Tenant-Id\` names; routes marked ⬦ stand outside every tenant.

Scopes: ${scopeSchema.options.map((scope) => `\`${scope}\``).join(', ')}.
${[...nouns].map(([noun, ofNoun]) => renderNoun(noun, ofNoun)).join('')}`;
}

const renderNoun = (noun: string, routes: readonly Route[]): string => `
## ${noun}

| route | | scope | ${roles.join(' | ')} |
|---|---|---|${roles.map(() => ':-:').join('|')}|
${routes.map(renderRoute).join('\n')}
`;

function renderRoute({ method, path, summary, permission, isInTenant }: Route): string {
  const scope = permission.role === 'platform' ? '' : `\`${permission.scope}\``;
  const marks = roles.map((role) => (lackFor({ role, scopes: null }, permission) === undefined ? '✓' : ''));
  return `| \`${method.toUpperCase()} ${path}\`${isInTenant ? '' : ' ⬦'} | ${summary} | ${scope} | ${marks.join(' | ')} |`;
}
