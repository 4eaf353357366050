import { runCommand } from '@sylion/launch/embedded';

/** What to run instead of `pg_dump` or `pg_restore`; the names themselves where they are installed. */
export type PostgresPrograms = (program: 'pg_dump' | 'pg_restore' | 'psql') => readonly string[];

/** How PostgreSQL's client programs are told of a database by their environment: nobody sees the password in a list of processes. */
export function connectionEnvironment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? 'prefer',
  };
}

/** Runs one of PostgreSQL's client programs on a database. Returns what it printed. @throws {CommandFailed} */
export function runPostgresClient([file = '', ...words]: readonly string[], url: string, args: readonly string[]): Promise<string> {
  return runCommand(file, [...words, ...args], { environment: connectionEnvironment(url) });
}
