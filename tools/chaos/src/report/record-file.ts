import fs from 'node:fs/promises';

/** The records of a file of JSON lines; none when there is no such file yet. */
export async function readRecords<Kept>(file: string): Promise<Kept[]> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Kept);
}

/** Adds records to the file, sorted by their keys; each takes the place of the one with its key. */
export async function noteRecords<Kept>(file: string, records: readonly Kept[], keyOf: (record: Kept) => string): Promise<void> {
  const known = new Map([...(await readRecords<Kept>(file)), ...records].map((record) => [keyOf(record), record]));
  const lines = [...known].sort(([one], [other]) => one.localeCompare(other)).map(([, record]) => `${JSON.stringify(record)}\n`);
  await fs.writeFile(file, lines.join(''));
}
