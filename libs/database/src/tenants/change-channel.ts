import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { byId, readPage, type PageRequest } from '../pages/read-page.ts';
import { channelColumns } from './columns.ts';

const sealedColumns = [...channelColumns, 'credentialsCiphertext'] as const;

/** The tenant's channels with their sealed credentials. */
export async function readChannels({ sql: statements, tenantId }: TenantScope, page: PageRequest) {
  return readPage(statements.selectFrom('channels').where('tenantId', '=', tenantId).select(sealedColumns), byId('asc'), page);
}

/** One channel with its sealed credentials; undefined when there is none such in this tenant. */
export const readChannel = (scope: TenantScope, channelId: string) => selectChannel(scope, channelId).executeTakeFirst();

/** The same, and nobody changes it before this transaction ends. */
export const lockChannel = (scope: TenantScope, channelId: string) => selectChannel(scope, channelId).forNoKeyUpdate().executeTakeFirst();

const selectChannel = ({ sql: statements, tenantId }: TenantScope, channelId: string) =>
  statements.selectFrom('channels').where('tenantId', '=', tenantId).where('id', '=', channelId).select(sealedColumns);

export type ChannelChange = {
  readonly name?: string;
  readonly displayPhoneNumber?: string;
  readonly assistantId?: string | null;
  readonly credentialsCiphertext?: Buffer;
};

/** Changes the named fields; undefined when there is no such channel in this tenant. */
export async function changeChannel({ sql: statements, tenantId }: TenantScope, channelId: string, change: ChannelChange) {
  return statements
    .updateTable('channels')
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', channelId)
    .returning(sealedColumns)
    .executeTakeFirst();
}
