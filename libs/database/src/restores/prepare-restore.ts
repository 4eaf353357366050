import pg from 'pg';

import { readRequiredExtensions } from '../migrate.ts';
import type { DatabaseDescription } from './describe-database.ts';

export interface RestorePlan {
  /** Of the empty database, as a role that may make roles and extensions and that row-level security does not hold back. */
  readonly adminUrl: string;
  /** What the backup says of the roles. */
  readonly roles: DatabaseDescription['roles'];
  /** URLs of roles that log in: their passwords are not in a backup, they are taken from here. */
  readonly loginUrls: readonly string[];
}

/** Makes in an empty database what a dump of it needs and does not hold: extensions and roles. @throws {Error} when it is not empty */
export async function prepareRestore({ adminUrl, roles, loginUrls }: RestorePlan): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`);
    if (rows.length > 0) throw new Error(`the database has ${rows.length} tables already: a backup is restored into an empty one only`);
    await client.query('begin');
    for (const extension of await readRequiredExtensions())
      await client.query(`create extension if not exists ${client.escapeIdentifier(extension)}`);
    for (const [name, facts] of Object.entries(roles)) await makeRole(client, name, facts);
    for (const [name, facts] of Object.entries(roles))
      for (const other of facts.flatMap((fact) => /^acts as (.*)$/.exec(fact)?.[1] ?? []))
        await client.query(`grant ${client.escapeIdentifier(other)} to ${client.escapeIdentifier(name)}`);
    for (const { username, password } of loginUrls.map((url) => new URL(url)))
      if (password !== '' && decodeURIComponent(username) in roles)
        await client.query(
          `alter role ${client.escapeIdentifier(decodeURIComponent(username))} password ${client.escapeLiteral(decodeURIComponent(password))}`,
        );
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** One that exists is left as it is: the description that is compared in the end says whether it is right. */
async function makeRole(client: pg.Client, name: string, facts: readonly string[]): Promise<void> {
  const { rows } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rows.length > 0) return;
  if (facts.includes('superuser') || facts.includes('bypassrls'))
    throw new Error(`the backup's role ${name} stands above row-level security`);
  const words = ['login', 'inherit', 'createrole'].map((word) => (facts.includes(word) ? word : `no${word}`));
  await client.query(`create role ${client.escapeIdentifier(name)} ${words.join(' ')}`);
}
