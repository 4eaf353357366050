import { sql } from 'kysely';

import type { ChannelStatus } from '@sylion/schemas';

import type { Actor } from '../conversations/change-speaker.ts';
import type { TenantScope } from '../database.ts';
import { writeAudit } from './write-audit.ts';

/** Changes whether a channel sends, with an audit entry; inbound goes on whatever the status. Returns whether it changed. */
export async function setChannelStatus(
  { sql: statements, tenantId }: TenantScope,
  change: { channelId: string; status: ChannelStatus; reason: string | null; actor: Actor; requestId?: string },
): Promise<boolean> {
  const before = await statements
    .selectFrom('channels')
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.channelId)
    .select(['status', 'statusReason as reason'])
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before || before.status === change.status) return false;
  await statements
    .updateTable('channels')
    .set({ status: change.status, statusReason: change.reason, statusChangedAt: sql<Date>`now()`, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', change.channelId)
    .execute();
  await writeAudit(statements, {
    tenantId,
    actor: change.actor,
    requestId: change.requestId,
    action: 'channel.status_changed',
    subjectKind: 'channel',
    subjectId: change.channelId,
    before,
    after: { status: change.status, reason: change.reason },
  });
  return true;
}
