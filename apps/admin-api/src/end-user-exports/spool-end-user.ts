import { readPersonalRows, type Database, type PersonalRow } from '@sylion/database';

import { mediaName, type StoredFile } from './media-name.ts';
import type { Spool } from './open-spool.ts';

/** What lies in a spool: JSON files by name with how many rows each has, and which objects belong to them. */
export interface Spooled {
  readonly files: readonly { readonly name: string; readonly rows: number }[];
  readonly media: readonly { readonly name: string; readonly objectPath: string }[];
}

interface Target {
  readonly tenantId: string;
  readonly endUserId: string;
  /** Aborts when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/**
 * Writes everything that the database holds of an end user into a spool, as it was at one moment: each table a JSON array, one row a
 * line. The transaction waits for the disk only, never for who reads the export.
 */
export function spoolEndUser(database: Database, spool: Spool, { tenantId, endUserId, signal }: Target): Promise<Spooled> {
  return database.inSnapshot(tenantId, async (scope) => {
    const counts = new Map<string, number>();
    const media: { name: string; objectPath: string }[] = [];
    for await (const { table, rows } of readPersonalRows(scope, endUserId)) {
      if (signal.aborted) break;
      const name = fileName(table);
      const before = counts.get(name);
      if (before === undefined) await closeLast(spool, counts);
      const shown = table === 'message_media' ? rows.map((row) => withFile(row, media)) : rows;
      const lines = shown.map((row) => JSON.stringify(row)).join(',\n');
      if (before === undefined) await spool.append(name, '[\n');
      if (lines !== '') await spool.append(name, (before ? ',\n' : '') + lines);
      counts.set(name, (before ?? 0) + rows.length);
    }
    await closeLast(spool, counts);
    return { files: [...counts].map(([name, rows]) => ({ name, rows })), media };
  });
}

/** `message_media` is `message-media.json`. */
const fileName = (table: string): string => `${table.replaceAll('_', '-')}.json`;

async function closeLast(spool: Spool, counts: ReadonlyMap<string, number>): Promise<void> {
  const last = [...counts.keys()].at(-1);
  if (last !== undefined) await spool.append(last, '\n]\n');
}

/** Tells of a media file that is stored under which name it lies in the export, and notes that it belongs there. */
function withFile(row: PersonalRow, media: { name: string; objectPath: string }[]): PersonalRow {
  const { objectPath } = row;
  if (typeof objectPath !== 'string') return row;
  const name = mediaName(row as unknown as StoredFile);
  media.push({ name, objectPath });
  return { ...row, file: name };
}
