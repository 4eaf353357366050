import { sql } from 'kysely';

import { planIdentity, type Identity, type IdentityPlan, type IncomingIdentity, type KnownEndUser } from '@sylion/conversation';
import { newId } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { mergeEndUsers } from './merge-end-users.ts';

export interface NamedPerson {
  readonly bsuid: string | null;
  readonly parentBsuid: string | null;
  readonly phone: string | null;
  readonly username: string | null;
  readonly scope: string;
  readonly displayName: string | null;
  readonly previousBsuid?: string;
  readonly previousPhone?: string;
}

/** The message names nobody: without a strong identity there is no end user. */
export class NamesNobody extends Error {
  readonly code = 'names_nobody';
  constructor() {
    super('a person without BSUID and phone cannot be resolved');
    this.name = 'NamesNobody';
  }
}

/**
 * Finds the end user of a message by the rules of `planIdentity` and carries its plan out: creates, merges, moves and retires.
 * One resolution at a time per tenant, so that two plans never work on the same people. Returns the end user's id.
 */
export async function resolveEndUser(scope: TenantScope, person: NamedPerson): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended('resolve_end_user ' || ${scope.tenantId}, 0))`.execute(scope.sql);
  const incoming = toIncoming(person);
  const plan = planIdentity(incoming, await readKnown(scope, incoming));
  if (!plan) throw new NamesNobody();
  return carryOut(scope, plan, person.displayName);
}

const toIncoming = (person: NamedPerson): IncomingIdentity => ({
  scope: person.scope,
  bsuid: person.bsuid ?? undefined,
  parentBsuid: person.parentBsuid ?? undefined,
  phone: person.phone ?? undefined,
  username: person.username ?? undefined,
  previousBsuid: person.previousBsuid,
  previousPhone: person.previousPhone,
});

async function readKnown({ sql: statements, tenantId }: TenantScope, incoming: IncomingIdentity): Promise<KnownEndUser[]> {
  const values = [
    incoming.bsuid,
    incoming.parentBsuid,
    incoming.phone,
    incoming.username,
    incoming.previousBsuid,
    incoming.previousPhone,
  ].filter((value) => value !== undefined);
  if (values.length === 0) return [];
  const rows = await statements
    .selectFrom('endUserIdentities as i')
    .innerJoin('endUsers as e', (join) => join.onRef('e.tenantId', '=', 'i.tenantId').onRef('e.id', '=', 'i.endUserId'))
    .where('i.tenantId', '=', tenantId)
    .where('i.endUserId', 'in', (eb) =>
      eb.selectFrom('endUserIdentities').where('tenantId', '=', tenantId).where('value', 'in', values).select('endUserId'),
    )
    .select(['e.id', 'e.createdAt', 'i.kind', 'i.value', 'i.scope', 'i.retiredAt'])
    .execute();
  const known = new Map<string, KnownEndUser & { identities: (Identity & { isCurrent: boolean })[] }>();
  for (const { id, createdAt, kind, value, scope, retiredAt } of rows) {
    const endUser = known.get(id) ?? { endUserId: id, createdAt, identities: [] };
    endUser.identities.push({ kind, value, scope, isCurrent: retiredAt === null });
    known.set(id, endUser);
  }
  return [...known.values()];
}

async function carryOut(scope: TenantScope, plan: IdentityPlan, displayName: string | null): Promise<string> {
  const endUserId = plan.endUser === 'create' ? newId() : plan.endUser.use;
  if (plan.endUser === 'create')
    await scope.sql.insertInto('endUsers').values({ tenantId: scope.tenantId, id: endUserId, displayName, locale: null }).execute();
  for (const { from, into } of plan.merge) await mergeEndUsers(scope, from, into);
  for (const { endUserId: holder, identity } of plan.detach) {
    await rowsOf(scope, holder, identity).execute();
    await forgetAddress(scope, holder, identity);
  }
  for (const identity of plan.attach) await attach(scope, endUserId, identity);
  for (const identity of plan.retire) await retire(scope, endUserId, identity);
  return endUserId;
}

const rowsOf = ({ sql: statements, tenantId }: TenantScope, endUserId: string, { kind, scope, value }: Identity) =>
  statements
    .deleteFrom('endUserIdentities')
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .where('kind', '=', kind)
    .where('scope', '=', scope)
    .where('value', '=', value);

async function attach(scope: TenantScope, endUserId: string, identity: Identity): Promise<void> {
  await rowsOf(scope, endUserId, identity).execute();
  await scope.sql
    .insertInto('endUserIdentities')
    .values({ tenantId: scope.tenantId, id: newId(), endUserId, ...identity })
    .execute();
}

async function retire(tenant: TenantScope, endUserId: string, identity: Identity): Promise<void> {
  const { sql: statements, tenantId } = tenant;
  const { kind, scope, value } = identity;
  await statements
    .updateTable('endUserIdentities')
    .set({ retiredAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .where('kind', '=', kind)
    .where('scope', '=', scope)
    .where('value', '=', value)
    .where('retiredAt', 'is', null)
    .execute();
  await forgetAddress(tenant, endUserId, identity);
}

/** An address that is no longer theirs may be somebody else's soon: no reply goes there. */
async function forgetAddress({ sql: statements, tenantId }: TenantScope, endUserId: string, { kind, value }: Identity): Promise<void> {
  if (kind === 'username') return;
  const address = kind === 'phone' ? 'replyPhone' : 'replyBsuid';
  await statements
    .updateTable('conversations')
    .set({ [address]: null })
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .where(address, '=', value)
    .execute();
}
