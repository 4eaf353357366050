import fs from 'node:fs/promises';

/** The records of a file with one JSON document a line; none when there is no such file. */
export async function readJsonLines<Line>(file: string): Promise<Line[]> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
