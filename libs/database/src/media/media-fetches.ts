import { sql } from 'kysely';

import type { Provider } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';

export type PendingMedia = NonNullable<Awaited<ReturnType<typeof readPendingMedia>>>;

/** A media file that is still to be fetched, with its channel; undefined when it was fetched or given up already. */
export async function readPendingMedia({ sql: statements, tenantId }: TenantScope, mediaId: string) {
  return statements
    .selectFrom('messageMedia as mm')
    .innerJoin('channels as ch', (join) => join.onRef('ch.tenantId', '=', 'mm.tenantId').onRef('ch.id', '=', 'mm.channelId'))
    .where('mm.tenantId', '=', tenantId)
    .where('mm.id', '=', mediaId)
    .where('mm.state', '=', 'pending')
    .select([
      'mm.id',
      'mm.messageId',
      'mm.conversationId',
      'mm.channelId',
      'mm.providerUrl',
      'mm.mimeType',
      'mm.filename',
      'mm.expectedSha256',
      'mm.createdAt',
    ])
    .select((eb) => eb.ref('mm.providerMediaId').$castTo<string>().as('providerMediaId')) // what is fetched has one
    .select((eb) => eb.ref('ch.provider').$castTo<Provider>().as('provider'))
    .select(['ch.providerKey', 'ch.credentialsCiphertext'])
    .executeTakeFirst();
}

export interface StoredMedia {
  readonly objectPath: string;
  readonly objectUri: string;
  readonly sizeBytes: number;
  readonly mimeType: string;
}

/** Returns false when nobody waits for it any more: it was fetched by another, or erased. */
export async function markMediaReady({ sql: statements, tenantId }: TenantScope, mediaId: string, stored: StoredMedia): Promise<boolean> {
  const marked = await statements
    .updateTable('messageMedia')
    .set({ ...stored, state: 'ready', stateReason: null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', mediaId)
    .where('state', '=', 'pending')
    .returning('id')
    .executeTakeFirst();
  return marked !== undefined;
}

/** Whether there is such a media file at all, in whatever state. */
export async function isMediaKnown({ sql: statements, tenantId }: TenantScope, mediaId: string): Promise<boolean> {
  const row = await statements
    .selectFrom('messageMedia')
    .where('tenantId', '=', tenantId)
    .where('id', '=', mediaId)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives a media file up; the turn will tell the model, and the end user if it was all there was. */
export async function markMediaFailed({ sql: statements, tenantId }: TenantScope, mediaId: string, reason: string): Promise<void> {
  await statements
    .updateTable('messageMedia')
    .set({ state: 'failed', stateReason: reason, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', mediaId)
    .where('state', '=', 'pending')
    .execute();
}
