import type { TenantScope } from '../database.ts';
import { readIdentities } from './read-identities.ts';

/** What of an end user an administrator sees. */
export const endUserColumns = [
  'e.id',
  'e.displayName',
  'e.isNameKept',
  'e.notes',
  'e.locale',
  'e.optedOutAt',
  'e.blockedAt',
  'e.createdAt',
  'e.updatedAt',
] as const;

/** An end user with all their identities, retired ones too, and their conversations; undefined when there is none such in this tenant. */
export async function findEndUser(scope: TenantScope, endUserId: string) {
  const { sql: statements, tenantId } = scope;
  const endUser = await statements
    .selectFrom('endUsers as e')
    .where('e.tenantId', '=', tenantId)
    .where('e.id', '=', endUserId)
    .select(endUserColumns)
    .executeTakeFirst();
  if (!endUser) return undefined;
  const identities = (await readIdentities(scope, [endUserId])).get(endUserId) ?? [];
  const conversations = await statements
    .selectFrom('conversations')
    .where('tenantId', '=', tenantId)
    .where('endUserId', '=', endUserId)
    .select(['id', 'channelId', 'handledBy', 'lastInboundAt', 'lastMessageAt', 'createdAt'])
    .orderBy('id')
    .execute();
  return { ...endUser, identities, conversations };
}

/** Holds an end user for this transaction and tells how they stand; undefined when there is none such in this tenant. */
export const lockEndUser = ({ sql: statements, tenantId }: TenantScope, endUserId: string) =>
  statements
    .selectFrom('endUsers')
    .where('tenantId', '=', tenantId)
    .where('id', '=', endUserId)
    .select(['id', 'displayName', 'notes', 'optedOutAt', 'blockedAt'])
    .forNoKeyUpdate()
    .executeTakeFirst();
