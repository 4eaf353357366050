import { newId } from '@sylion/schemas';

import type { Actor } from '../conversations/change-speaker.ts';
import type { Statements } from '../database.ts';

export interface AuditEntry {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What changed, as it was and as it is: the named fields only, no secrets and no message text. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly requestId?: string;
}

/** Appends to the audit log, in the transaction of what it tells. */
export async function writeAudit(statements: Statements, entry: AuditEntry): Promise<void> {
  await statements
    .insertInto('auditLog')
    .values({
      tenantId: entry.tenantId,
      id: newId(),
      actorKind: entry.actor.kind,
      actorId: entry.actor.id ?? null,
      action: entry.action,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
      requestId: entry.requestId ?? null,
    })
    .execute();
}
