import { sql } from 'kysely';

import type { Database } from './database.ts';

/** The app's login role would see through row-level security. */
export class UnsafeRole extends Error {
  readonly code = 'unsafe_database_role';
  constructor(role: string, why: string) {
    super(`DATABASE_URL logs in as "${role}", which ${why}: row-level security would not hold. Use a role made by the migration.`);
    this.name = 'UnsafeRole';
  }
}

/**
 * Refuses at boot a login role that is superuser, has BYPASSRLS, owns a table, may step into a role that is one of these, or has the
 * rights of a scope without stepping into it (DESIGN §4.6).
 */
export async function assertSafeRole(database: Database): Promise<void> {
  const { rows } = await sql<RoleFacts>`
    select rolname as name, rolsuper as is_superuser, rolbypassrls as bypasses_security,
      exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owns_tables,
      pg_has_role(r.oid, 'sylion_tenant', 'usage') or pg_has_role(r.oid, 'sylion_platform', 'usage') as inherits_scope,
      (select min(o.rolname::text) from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member') and (o.rolsuper or o.rolbypassrls
        or exists (select from pg_class c where c.relowner = o.oid and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')))) as may_become
    from pg_roles r where rolname = session_user`.execute(database.unscoped);
  const role = rows[0];
  if (!role) throw new Error('the database does not know its own session user');
  const why = dangerOf(role);
  if (why !== undefined) throw new UnsafeRole(role.name, why);
}

interface RoleFacts {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly bypassesSecurity: boolean;
  readonly ownsTables: boolean;
  readonly inheritsScope: boolean;
  readonly mayBecome: string | null;
}

function dangerOf({ isSuperuser, bypassesSecurity, ownsTables, inheritsScope, mayBecome }: RoleFacts): string | undefined {
  if (isSuperuser) return 'is a superuser';
  if (bypassesSecurity) return 'has BYPASSRLS';
  if (ownsTables) return 'owns tables';
  if (inheritsScope) return 'inherits the rights of a scope (make it NOINHERIT)';
  if (mayBecome !== null) return `may become "${mayBecome}", which is not held by row-level security`;
  return undefined;
}
