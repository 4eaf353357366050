import { sql } from 'kysely';

import type { Actor } from '../conversations/change-speaker.ts';
import { silenceAssistant } from '../conversations/silence-assistant.ts';
import type { TenantScope } from '../database.ts';
import { writeAudit } from '../tenants/write-audit.ts';

/**
 * Blocks an end user or lets them in again. Their epochs rise: nothing the assistant was about to say leaves; while they are blocked,
 * what they write ends as skipped and nobody can write to them. Audited.
 */
export async function blockEndUser(
  scope: TenantScope,
  change: { readonly endUserId: string; readonly isBlocked: boolean; readonly actor: Actor; readonly requestId?: string },
): Promise<void> {
  const { sql: statements, tenantId } = scope;
  await statements
    .updateTable('endUsers')
    .set({ blockedAt: change.isBlocked ? sql<Date>`now()` : null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.endUserId)
    .execute();
  await silenceAssistant(scope, change.endUserId);
  await writeAudit(statements, {
    tenantId,
    actor: change.actor,
    requestId: change.requestId,
    action: change.isBlocked ? 'end_user.blocked' : 'end_user.unblocked',
    subjectKind: 'end_user',
    subjectId: change.endUserId,
  });
}
