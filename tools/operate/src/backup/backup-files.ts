import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { DatabaseDescription } from '@sylion/database';
import type { ArchivedObject } from '@sylion/storage';

/** What a backup is: a folder with these files, and the objects in `objects/`, each under its name. */
export const backupFiles = {
  /** pg_dump's custom format. */
  dump: 'database.dump',
  /** What is in the database. */
  description: 'database.json',
  /** One line of JSON for each object. */
  objects: 'objects.jsonl',
  /** As sha256sum writes and checks it; written last. */
  sums: 'SHA256SUMS',
} as const;

export const readDescription = async (backup: string): Promise<DatabaseDescription> =>
  JSON.parse(await fs.readFile(path.join(backup, backupFiles.description), 'utf8')) as DatabaseDescription;

export async function readObjects(backup: string): Promise<ArchivedObject[]> {
  const text = await fs.readFile(path.join(backup, backupFiles.objects), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ArchivedObject);
}

/** The file of an object; its name is a path already, and ours (libs/storage/src/object-name.ts). @throws {Error} when it leads elsewhere */
export function objectFile(backup: string, name: string): string {
  const folder = path.join(backup, 'objects');
  const file = path.join(folder, name);
  if (!file.startsWith(`${folder}${path.sep}`)) throw new Error(`an object's name leads out of the backup: ${name}`);
  return file;
}

/** Writes the sums of all files of a backup, in the format of sha256sum. */
export async function writeSums(backup: string): Promise<void> {
  const lines = await Promise.all((await filesOf(backup)).map(async (file) => `${await sumOf(path.join(backup, file))}  ${file}\n`));
  await fs.writeFile(path.join(backup, backupFiles.sums), lines.join(''));
}

/** Checks a backup's files against their sums. @throws {Error} naming every file that is missing, changed or unknown */
export async function checkSums(backup: string): Promise<void> {
  const text = await fs.readFile(path.join(backup, backupFiles.sums), 'utf8');
  const expected = new Map(text.split('\n').flatMap((line) => (line === '' ? [] : [[line.slice(66), line.slice(0, 64)] as const])));
  const found = new Set(await filesOf(backup));
  const wrong = [...expected].map(async ([file, sum]) => (found.has(file) && (await sumOf(path.join(backup, file))) === sum ? [] : [file]));
  const problems = [...(await Promise.all(wrong)).flat(), ...[...found].filter((file) => !expected.has(file))];
  if (problems.length > 0) throw new Error(`the backup is damaged: ${problems.join(', ')}`);
}

async function filesOf(backup: string): Promise<string[]> {
  const entries = await fs.readdir(backup, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(backup, path.join(entry.parentPath, entry.name)));
  return files.filter((file) => file !== backupFiles.sums).sort();
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
