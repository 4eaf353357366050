import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { ArchivedObject, ObjectArchive } from '@sylion/storage';

import { backupFiles, objectFile, readObjects } from './backup-files.ts';

/**
 * Saves every object of a bucket into a backup. One that the last backup has already, by its sum, is linked and not fetched again: a day's
 * backup costs what the day brought.
 */
export async function saveObjects(archive: ObjectArchive, backup: string, lastBackup: string | undefined): Promise<number> {
  const known = new Map(lastBackup === undefined ? [] : (await readObjects(lastBackup)).map((object) => [object.name, object]));
  const saved: ArchivedObject[] = [];
  for await (const object of archive.list()) {
    const file = objectFile(backup, object.name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    const before = known.get(object.name);
    const isKnown = lastBackup !== undefined && before?.crc32c === object.crc32c && before.sizeBytes === object.sizeBytes;
    if (isKnown) await fs.link(objectFile(lastBackup, object.name), file);
    else await pipeline(await archive.read(object.name), createWriteStream(file));
    saved.push(object);
  }
  await fs.writeFile(path.join(backup, backupFiles.objects), saved.map((object) => `${JSON.stringify(object)}\n`).join(''));
  return saved.length;
}
