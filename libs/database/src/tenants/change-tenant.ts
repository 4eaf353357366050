import { sql } from 'kysely';

import type { Locale } from '@sylion/schemas';

import type { PlatformScope } from '../database.ts';
import { selectTenants } from './tenants.ts';

export interface TenantChange {
  readonly name?: string;
  readonly plan?: string;
  readonly defaultLocale?: Locale;
  readonly status?: 'active' | 'suspended';
}

/** A tenant, held for this transaction; undefined when there is none such. */
export const lockTenant = (scope: PlatformScope, tenantId: string) =>
  selectTenants(scope).where('id', '=', tenantId).forNoKeyUpdate().executeTakeFirst();

/** Changes the named fields. */
export async function changeTenant({ sql: statements }: PlatformScope, tenantId: string, change: TenantChange): Promise<void> {
  await statements
    .updateTable('tenants')
    .set({ ...change, updatedAt: sql<Date>`now()` })
    .where('id', '=', tenantId)
    .execute();
}
