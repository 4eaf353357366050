import { sql } from 'kysely';

import type { TenantScope } from '../database.ts';
import { byId, readPage, type PageRequest } from '../pages/read-page.ts';

const columns = [
  'id',
  'name',
  'url',
  'kinds',
  'isEnabled',
  'disabledReason',
  'failingSince',
  'previousSecretUntil',
  'createdAt',
  'updatedAt',
] as const;

export interface NewWebhookEndpoint {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly secretCiphertext: Buffer;
}

export const createWebhookEndpoint = ({ sql: statements, tenantId }: TenantScope, endpoint: NewWebhookEndpoint) =>
  statements
    .insertInto('webhookEndpoints')
    .values({ ...endpoint, kinds: [...endpoint.kinds], tenantId, disabledReason: null, previousSecretCiphertext: null })
    .returning(columns)
    .executeTakeFirstOrThrow();

const selectEndpoints = ({ sql: statements, tenantId }: TenantScope) =>
  statements.selectFrom('webhookEndpoints').where('tenantId', '=', tenantId).select(columns);

export const listWebhookEndpoints = (scope: TenantScope, page: PageRequest) => readPage(selectEndpoints(scope), byId('asc'), page);

/** Undefined when there is none such in this tenant. */
export const findWebhookEndpoint = (scope: TenantScope, id: string) => selectEndpoints(scope).where('id', '=', id).executeTakeFirst();

/** The same, held against other changes until the transaction ends. */
export const lockWebhookEndpoint = (scope: TenantScope, id: string) =>
  selectEndpoints(scope).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();

export async function countWebhookEndpoints({ sql: statements, tenantId }: TenantScope): Promise<number> {
  const row = await statements
    .selectFrom('webhookEndpoints')
    .where('tenantId', '=', tenantId)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Enabling begins afresh: what failed before is forgotten, what waits goes out. */
export const changeWebhookEndpoint = (
  { sql: statements, tenantId }: TenantScope,
  id: string,
  { kinds, isEnabled, ...change }: { name?: string; url?: string; kinds?: readonly string[]; isEnabled?: boolean },
) =>
  statements
    .updateTable('webhookEndpoints')
    .set({
      ...change,
      ...(kinds && { kinds: [...kinds] }),
      ...(isEnabled !== undefined && {
        isEnabled,
        disabledReason: isEnabled ? null : sql<'by_admin'>`coalesce(disabled_reason, 'by_admin')`,
        ...(isEnabled && { failingSince: null }),
      }),
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();

/** The secret so far signs as well for `overlapSeconds`; one from a rotation before that no longer does. */
export const rotateWebhookSecret = (
  { sql: statements, tenantId }: TenantScope,
  id: string,
  { secretCiphertext, overlapSeconds }: { secretCiphertext: Buffer; overlapSeconds: number },
) =>
  statements
    .updateTable('webhookEndpoints')
    .set({
      secretCiphertext,
      previousSecretCiphertext: sql<Buffer>`secret_ciphertext`,
      previousSecretUntil: sql<Date>`now() + ${overlapSeconds} * interval '1 second'`,
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();

/** With its deliveries. Returns whether there was one. */
export async function deleteWebhookEndpoint({ sql: statements, tenantId }: TenantScope, id: string): Promise<boolean> {
  const { numDeletedRows } = await statements
    .deleteFrom('webhookEndpoints')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Writes the event that tests an endpoint: it goes the way of every event, to this endpoint alone. Returns its id. */
export async function writeTestEvent({ sql: statements, tenantId }: TenantScope, webhookEndpointId: string): Promise<string> {
  const { id } = await statements
    .insertInto('events')
    .values({
      tenantId,
      kind: 'webhook_endpoint.tested',
      conversationId: null,
      position: null,
      data: JSON.stringify({ webhookEndpointId }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
