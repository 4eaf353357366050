import { runCommand } from '@sylion/launch/embedded';

/** What to run instead of `pg_dump` or `pg_restore`; the names themselves where they are installed. */
export type PostgresPrograms = (program: 'pg_dump' | 'pg_restore' | 'psql') => readonly string[];

/** Runs one of PostgreSQL's client programs on a database; the password is nowhere to be seen. Returns what it printed. @throws {CommandFailed} */
export function runPostgresClient([file = '', ...words]: readonly string[], url: string, args: readonly string[]): Promise<string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const environment = {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? 'prefer',
  };
  return runCommand(file, [...words, ...args], { environment });
}
