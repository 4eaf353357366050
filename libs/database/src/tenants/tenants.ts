import type { Locale } from '@sylion/schemas';

import { asAlreadyExists } from '../errors.ts';
import type { PlatformScope } from '../database.ts';

export interface NewTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly defaultLocale: Locale;
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

/** All tenants by id, at most `limit` after `afterId`. */
export async function listTenants({ sql: statements }: PlatformScope, page: { afterId?: string; limit: number }) {
  let query = statements.selectFrom('tenants').select(columns).orderBy('id').limit(page.limit);
  if (page.afterId !== undefined) query = query.where('id', '>', page.afterId);
  return query.execute();
}
