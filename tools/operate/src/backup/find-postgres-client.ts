import { providePrograms } from '@sylion/launch/embedded';

import type { PostgresPrograms } from './postgres-client.ts';

/** PostgreSQL's client programs where none are installed: Debian's, unpacked. They read servers of their own version and older ones. */
export async function findPostgresClient(log: (line: string) => void): Promise<PostgresPrograms> {
  const programs = await providePrograms({ packageNames: ['postgresql-client-17'], log });
  return (program) => programs.words(`usr/lib/postgresql/17/bin/${program}`);
}
