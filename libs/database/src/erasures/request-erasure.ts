import { sql } from 'kysely';

import { newId } from '@sylion/schemas';

import type { Actor } from '../conversations/change-speaker.ts';
import { silenceAssistant } from '../conversations/silence-assistant.ts';
import type { TenantScope } from '../database.ts';
import { lockEndUser } from '../end-users/find-end-user.ts';
import { writeAudit } from '../tenants/write-audit.ts';

/**
 * Notes that an end user is to be erased, and silences the assistant at once. From here on the erasure happens, whoever dies meanwhile.
 * An end user is erased once: the second request is the first. Undefined when there is none such in this tenant, nor was one erased.
 */
export async function requestErasure(
  scope: TenantScope,
  request: { readonly endUserId: string; readonly actor: Actor; readonly requestId?: string },
): Promise<{ erasureId: string; isNew: boolean } | undefined> {
  const { sql: statements, tenantId } = scope;
  const isThere = (await lockEndUser(scope, request.endUserId)) !== undefined;
  const known = await statements
    .selectFrom('erasures')
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', request.endUserId)
    .select('id')
    .executeTakeFirst();
  if (known) return { erasureId: known.id, isNew: false };
  if (!isThere) return undefined;
  const erasureId = newId();
  await statements
    .insertInto('erasures')
    .values({
      tenantId,
      id: erasureId,
      endUserId: request.endUserId,
      requestedByKind: request.actor.kind,
      requestedById: request.actor.id ?? null,
    })
    .execute();
  await silenceAssistant(scope, request.endUserId);
  await statements // a turn under way learns with its next heartbeat that its answer is for nobody
    .updateTable('conversations')
    .set({ claim: sql<number>`claim + 1`, claimedUntil: null })
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', request.endUserId)
    .execute();
  await writeAudit(statements, {
    tenantId,
    actor: request.actor,
    requestId: request.requestId,
    action: 'end_user.erasure_requested',
    subjectKind: 'end_user',
    subjectId: request.endUserId,
    after: { erasureId },
  });
  return { erasureId, isNew: true };
}
