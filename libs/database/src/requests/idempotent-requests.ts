import { sql, type RawBuilder } from 'kysely';

import type { Database, PlatformScope, TenantScope } from '../database.ts';

type Scope = TenantScope | PlatformScope;

/** Whose key it is, and the key; inside one tenant, or outside of all. */
export interface RequestKey {
  readonly caller: string;
  readonly keyHash: Buffer;
}

export interface KnownRequest {
  readonly fingerprint: Buffer;
  /** Null while it is being worked on, or when whoever worked on it died. */
  readonly answerCiphertext: Buffer | null;
  readonly isRunning: boolean;
}

/** So long a repetition is told what the first request was. */
const lifetime = sql`interval '24 hours'`;

/** Has requests with this key wait for nobody: false when another transaction is at one of them; else none begins before this one ends. */
export async function holdRequestKey(scope: Scope, key: RequestKey): Promise<boolean> {
  const name = ['tenantId' in scope ? scope.tenantId : 'platform', key.caller, key.keyHash.toString('hex')].join('/');
  const { rows } = await sql<{ isHeld: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as "isHeld"`.execute(scope.sql);
  return rows[0]?.isHeld === true;
}

/** What is known of a key; undefined when it was not used within the lifetime. */
export async function findRequest(scope: Scope, key: RequestKey): Promise<KnownRequest | undefined> {
  const { rows } = await sql<KnownRequest>`
    select fingerprint, answer_ciphertext as "answerCiphertext", coalesce(running_until > now(), false) as "isRunning"
    from ${tableOf(scope)} where ${isKey(scope, key)} and created_at > now() - ${lifetime}`.execute(scope.sql);
  return rows[0];
}

/**
 * Remembers a request with its answer, or, without one, that it is being worked on for at most `leaseMs`. `subjectId`: what it is about,
 * with which its answer goes.
 */
export async function saveRequest(
  scope: Scope,
  key: RequestKey,
  request: { readonly fingerprint: Buffer; readonly subjectId?: string | undefined } & (
    { readonly answerCiphertext: Buffer } | { readonly leaseMs: number }
  ),
): Promise<void> {
  const columns: [string, RawBuilder<unknown>][] = [
    ...('tenantId' in scope ? ownColumns(scope, request.subjectId) : []),
    ['caller', sql`${key.caller}`],
    ['key_hash', sql`${key.keyHash}`],
    ['fingerprint', sql`${request.fingerprint}`],
    ['answer_ciphertext', 'leaseMs' in request ? sql`null` : sql`${request.answerCiphertext}`],
    ['running_until', 'leaseMs' in request ? sql`now() + ${request.leaseMs} * interval '1 millisecond'` : sql`null`],
  ];
  await sql`
    insert into ${tableOf(scope)} (${sql.join(columns.map(([name]) => sql.ref(name)))})
    values (${sql.join(columns.map(([, value]) => value))})
    on conflict (${'tenantId' in scope ? sql`tenant_id, ` : sql``}caller, key_hash) do update set
      ${'tenantId' in scope ? sql`subject_id = excluded.subject_id, ` : sql``}fingerprint = excluded.fingerprint,
      answer_ciphertext = excluded.answer_ciphertext, running_until = excluded.running_until, created_at = now()`.execute(scope.sql);
}

/** A request that came to nothing may be made again under the same key; one that was answered stays as it is. */
export async function forgetUnanswered(scope: Scope, key: RequestKey): Promise<void> {
  await sql`delete from ${tableOf(scope)} where ${isKey(scope, key)} and answer_ciphertext is null`.execute(scope.sql);
}

/** Removes at most `limit` requests of each kind whose lifetime is over. Returns how many. */
export async function removeOldRequests(database: Database, limit: number): Promise<number> {
  return database.asPlatform('sweep idempotent requests', async (scope) => {
    let removed = 0;
    for (const table of ['idempotent_requests', 'idempotent_platform_requests']) {
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where ctid = any (array(
          select ctid from ${sql.table(table)} where created_at < now() - ${lifetime} limit ${limit}))`.execute(scope.sql);
      removed += Number(numAffectedRows ?? 0);
    }
    return removed;
  });
}

/** Outside of tenants nothing is about anybody. */
const ownColumns = ({ tenantId }: TenantScope, subjectId: string | undefined): [string, RawBuilder<unknown>][] => [
  ['tenant_id', sql`${tenantId}`],
  ['subject_id', sql`${subjectId ?? null}::uuid`],
];

const tableOf = (scope: Scope) => sql.table('tenantId' in scope ? 'idempotent_requests' : 'idempotent_platform_requests');

const isKey = (scope: Scope, { caller, keyHash }: RequestKey) =>
  sql`${'tenantId' in scope ? sql`tenant_id = ${scope.tenantId} and ` : sql``}caller = ${caller} and key_hash = ${keyHash}`;
