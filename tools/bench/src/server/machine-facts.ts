import os from 'node:os';

import { withClient } from './with-client.ts';

/** What numbers depend on besides the code. */
export interface MachineFacts {
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGib: number;
  readonly node: string;
  readonly postgres: string;
  readonly pgvector: string;
  readonly sharedBuffers: string;
}

export async function readMachineFacts(superuserUrl: string): Promise<MachineFacts> {
  const { rows } = await withClient(superuserUrl, (client) =>
    client.query<{ postgres: string; pgvector: string; buffers: string }>(
      `select current_setting('server_version') as postgres, current_setting('shared_buffers') as buffers,
        (select default_version from pg_available_extensions where name = 'vector') as pgvector`,
    ),
  );
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model ?? 'unknown',
    memoryGib: Math.round(os.totalmem() / 1024 ** 3),
    node: process.version.slice(1),
    postgres: rows[0]?.postgres.split(' ')[0] ?? '',
    pgvector: rows[0]?.pgvector ?? '',
    sharedBuffers: rows[0]?.buffers ?? '',
  };
}

export function formatFacts(facts: MachineFacts): string {
  const { date, cores, processor, memoryGib, node, postgres, pgvector, sharedBuffers } = facts;
  return `${date}, ${cores} cores (${processor}), ${memoryGib} GiB, Node ${node}, PostgreSQL ${postgres} (shared_buffers ${sharedBuffers}), pgvector ${pgvector}`;
}
