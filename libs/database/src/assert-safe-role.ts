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

/** Refuses at boot a login role that is superuser, has BYPASSRLS, inherits rights, or owns a table (DESIGN §4.6). */
export async function assertSafeRole(database: Database): Promise<void> {
  const { rows } = await sql<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean; ownsTables: boolean }>`
    select rolname, rolsuper, rolbypassrls, exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owns_tables
    from pg_roles r where rolname = session_user`.execute(database.unscoped);
  const role = rows[0];
  if (!role) throw new Error('the database does not know its own session user');
  if (role.rolsuper) throw new UnsafeRole(role.rolname, 'is a superuser');
  if (role.rolbypassrls) throw new UnsafeRole(role.rolname, 'has BYPASSRLS');
  if (role.ownsTables) throw new UnsafeRole(role.rolname, 'owns tables');
}
