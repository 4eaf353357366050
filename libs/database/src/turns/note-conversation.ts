import { sql } from 'kysely';

import type { Locale } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { writeAudit } from '../tenants/write-audit.ts';

/** Remembers that the end user was told about the spent quota, so that they are told once per period. */
export async function noteOverQuota({ sql: statements, tenantId }: TenantScope, conversationId: string): Promise<void> {
  await statements
    .updateTable('conversations')
    .set({ overQuotaNotifiedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
}

/** Remembers what an end user was told, so that they are told once: the welcome once ever, that the business is closed once per closed period. */
export async function noteTold(
  { sql: statements, tenantId }: TenantScope,
  conversationId: string,
  { isWelcomed = false, isClosed = false }: { isWelcomed?: boolean; isClosed?: boolean },
): Promise<void> {
  if (!isWelcomed && !isClosed) return;
  await statements
    .updateTable('conversations')
    .set({ ...(isWelcomed && { welcomedAt: sql<Date>`now()` }), ...(isClosed && { closedNotifiedAt: sql<Date>`now()` }) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
}

/** Remembers how many questions in a row nothing was known about; undefined leaves it as it is. */
export async function noteUnknown(
  { sql: statements, tenantId }: TenantScope,
  conversationId: string,
  count: number | undefined,
): Promise<void> {
  if (count === undefined) return;
  await statements
    .updateTable('conversations')
    .set({ unknownCount: count })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .where('unknownCount', '!=', count)
    .execute();
}

/** Remembers the language an end user writes in. */
export async function noteLocale({ sql: statements, tenantId }: TenantScope, endUserId: string, locale: Locale): Promise<void> {
  await statements
    .updateTable('endUsers')
    .set({ locale, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', endUserId)
    .where((eb) => eb('locale', 'is distinct from', locale))
    .execute();
}

/** Falls silent in a conversation, or talks in it again; the audit log tells which turn decided so. Events are the table's own. */
export async function noteQuiet(
  { sql: statements, tenantId }: TenantScope,
  { conversationId, turnId, isQuiet, reason }: { conversationId: string; turnId: string; isQuiet: boolean; reason: string },
): Promise<void> {
  await statements
    .updateTable('conversations')
    .set({ quietSince: isQuiet ? sql<Date>`now()` : null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
  await writeAudit(statements, {
    tenantId,
    actor: { kind: 'system', id: `turn:${turnId}` },
    action: isQuiet ? 'conversation.went_quiet' : 'conversation.resumed',
    subjectKind: 'conversation',
    subjectId: conversationId,
    after: { reason },
  });
}

/** Remembers that the end user was told that they write too much. */
export async function noteRateTold({ sql: statements, tenantId }: TenantScope, conversationId: string): Promise<void> {
  await statements
    .updateTable('conversations')
    .set({ rateNotifiedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
}

/**
 * Remembers how an outage stands: that the end user was told of it (`isTold`), and when the model is asked again. An answer ends it:
 * without either, both are forgotten.
 */
export async function noteOutage(
  { sql: statements, tenantId }: TenantScope,
  conversationId: string,
  { isTold = false, retryInMs }: { isTold?: boolean; retryInMs?: number },
): Promise<void> {
  const isOver = !isTold && retryInMs === undefined;
  await statements
    .updateTable('conversations')
    .set({
      ...(isTold && { apologisedAt: sql<Date>`now()` }),
      ...(isOver && { apologisedAt: null }),
      answerNotBefore: retryInMs === undefined ? null : sql<Date>`clock_timestamp() + ${retryInMs} * interval '1 ms'`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', conversationId)
    .execute();
}
