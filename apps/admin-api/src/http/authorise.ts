import { lackFor, type Grant, type Permission } from '@sylion/tenancy';

import { Problem } from './problem.ts';

/** @throws {Problem} 403 when the caller's grant does not reach the route's permission. */
export function authorise(grant: Grant, needed: Permission): void {
  const lack = lackFor(grant, needed);
  if (lack === 'role') throw new Problem(403, 'forbidden', `this needs the role ${needed.role}; you have ${grant.role}`);
  if (lack === 'scope' && needed.role !== 'platform')
    throw new Problem(403, 'insufficient_scope', `this needs the scope ${needed.scope}, which your key was not given`);
}
