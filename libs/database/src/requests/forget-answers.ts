import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';

/**
 * Forgets what requests about these were answered: it may hold words of theirs, sealed so that nobody finds them. Who asks again is told
 * that there is no such thing. Returns how many answers there were.
 */
export async function forgetAnswers({ sql: statements, tenantId }: TenantScope, subjectIds: readonly string[]): Promise<number> {
  const gone = await sql`
    delete from idempotent_requests
    where tenant_id = ${tenantId} and subject_id = any(${subjectIds}::uuid[]) and answer_ciphertext is not null`.execute(statements);
  return Number(gone.numAffectedRows ?? 0n);
}

/** What was one thing is now part of another, and is forgotten with that. */
export async function passOnAnswers({ sql: statements, tenantId }: TenantScope, from: string, into: string): Promise<void> {
  await sql`update idempotent_requests set subject_id = ${into} where tenant_id = ${tenantId} and subject_id = ${from}`.execute(statements);
}
