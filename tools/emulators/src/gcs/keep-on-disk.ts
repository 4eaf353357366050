import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectKeeper } from './object-keeper.ts';
import type { StoredObject } from './stored-object.ts';

/**
 * Keeps objects below a directory: one folder a bucket, in it `<sha256 of the name>.json` for the metadata and
 * `<sha256>.<generation>.bytes`. The metadata is renamed into place after its bytes, so a crash leaves the old object or the new one.
 */
export function keepOnDisk(directory: string): ObjectKeeper {
  const baseOf = (object: StoredObject) => join(directory, object.bucket, createHash('sha256').update(object.name).digest('hex'));
  const metadataFile = (object: StoredObject) => `${baseOf(object)}.json`;
  const bytesFile = (object: StoredObject) => `${baseOf(object)}.${object.generation}.bytes`;
  return {
    load: () => loadAll(directory),
    saveBucket: async (name) => void (await mkdir(join(directory, name), { recursive: true })),
    dropBucket: (name) => rm(join(directory, name), { recursive: true, force: true }),
    saveBytes: (object, bytes) => writeFile(bytesFile(object), bytes),
    saveMetadata: async (object) => {
      const temporary = `${baseOf(object)}.${object.generation}.${object.metageneration}.new`;
      await writeFile(temporary, JSON.stringify(object));
      await rename(temporary, metadataFile(object));
    },
    readBytes: (object) => readFile(bytesFile(object)),
    dropBytes: (object) => rm(bytesFile(object), { force: true }),
    dropMetadata: (object) => rm(metadataFile(object), { force: true }),
  };
}

async function loadAll(directory: string): Promise<{ buckets: string[]; objects: StoredObject[] }> {
  await mkdir(directory, { recursive: true });
  const folders = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const objects: StoredObject[] = [];
  for (const folder of folders) {
    for (const file of await readdir(join(directory, folder.name))) {
      if (file.endsWith('.json')) objects.push(JSON.parse(await readFile(join(directory, folder.name, file), 'utf8')) as StoredObject);
    }
  }
  return { buckets: folders.map((folder) => folder.name), objects };
}
