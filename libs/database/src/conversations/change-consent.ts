import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { writeAudit } from '../tenants/write-audit.ts';
import type { Actor } from './change-speaker.ts';
import { silenceAssistant } from './silence-assistant.ts';

export interface ConsentChange {
  readonly endUserId: string;
  readonly isOptedOut: boolean;
  readonly actor: Actor;
  readonly requestId?: string;
  /** The message that asked for it; none when an admin changes it. */
  readonly messageId?: string;
}

/**
 * Records that an end user opted out or in again, in every conversation of theirs: their epochs rise, so that nothing the assistant
 * was about to say leaves. Audited. Returns the new epochs by conversation.
 */
export async function changeConsent(scope: TenantScope, change: ConsentChange): Promise<Map<string, number>> {
  const { sql: statements, tenantId } = scope;
  await statements
    .updateTable('endUsers')
    .set({ optedOutAt: change.isOptedOut ? sql<Date>`now()` : null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.endUserId)
    .execute();
  const epochs = await silenceAssistant(scope, change.endUserId);
  await writeAudit(statements, {
    tenantId,
    actor: change.actor,
    requestId: change.requestId,
    action: change.isOptedOut ? 'end_user.opted_out' : 'end_user.opted_in',
    subjectKind: 'end_user',
    subjectId: change.endUserId,
    after: change.messageId === undefined ? undefined : { messageId: change.messageId },
  });
  return epochs;
}
