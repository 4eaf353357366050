import type { Locale } from '@sylion/schemas';

import { asAlreadyExists } from '../errors.ts';
import type { PlatformScope } from '../database.ts';
import { byId, readPage, type PageRequest } from '../pages/read-page.ts';

export interface NewTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly defaultLocale: Locale;
  readonly plan?: string;
}

const columns = ['id', 'slug', 'name', 'status', 'plan', 'defaultLocale', 'createdAt', 'updatedAt'] as const;
export type Tenant = Awaited<ReturnType<typeof createTenant>>;

/** @throws {AlreadyExists} when the slug is taken. */
export async function createTenant({ sql: statements }: PlatformScope, tenant: NewTenant) {
  try {
    return await statements.insertInto('tenants').values(tenant).returning(columns).executeTakeFirstOrThrow();
  } catch (error) {
    throw asAlreadyExists(error);
  }
}

export const listTenants = (scope: PlatformScope, page: PageRequest) => readPage(selectTenants(scope), byId('asc'), page);

export const selectTenants = ({ sql: statements }: PlatformScope) => statements.selectFrom('tenants').select(columns);
