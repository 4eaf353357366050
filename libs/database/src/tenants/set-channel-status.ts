import { sql } from 'kysely';

import { newId, type ChannelStatus } from '@sylion/schemas';

import type { Actor } from '../conversations/change-speaker.ts';
import type { TenantScope } from '../database.ts';

/** Changes whether a channel sends, with an audit entry; inbound goes on whatever the status. Returns whether it changed. */
export async function setChannelStatus(
  { sql: statements, tenantId }: TenantScope,
  change: { channelId: string; status: ChannelStatus; reason: string | null; actor: Actor },
): Promise<boolean> {
  const changed = await statements
    .updateTable('channels')
    .set({ status: change.status, statusReason: change.reason, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.channelId)
    .where('status', '!=', change.status)
    .returning('id')
    .executeTakeFirst();
  if (!changed) return false;
  await statements
    .insertInto('auditLog')
    .values({
      tenantId,
      id: newId(),
      actorKind: change.actor.kind,
      actorId: change.actor.id ?? null,
      action: 'channel.status_changed',
      subjectKind: 'channel',
      subjectId: change.channelId,
      before: null,
      after: JSON.stringify({ status: change.status, reason: change.reason }),
      requestId: null,
    })
    .execute();
  return true;
}
