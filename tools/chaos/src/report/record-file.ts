import fs from 'node:fs/promises';

import { readJsonLines } from '@sylion/launch/documents';

/** Adds records to the file, sorted by their keys; each takes the place of the one with its key. */
export async function noteRecords<Kept>(file: string, records: readonly Kept[], keyOf: (record: Kept) => string): Promise<void> {
  const known = new Map([...(await readJsonLines<Kept>(file)), ...records].map((record) => [keyOf(record), record]));
  const lines = [...known].sort(([one], [other]) => one.localeCompare(other)).map(([, record]) => `${JSON.stringify(record)}\n`);
  await fs.writeFile(file, lines.join(''));
}
