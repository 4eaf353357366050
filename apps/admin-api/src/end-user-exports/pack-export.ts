import { addAbortSignal } from 'node:stream';

import { makeZip } from 'client-zip';

import { ObjectNotFound, type ObjectStore } from '@sylion/storage';

import type { Spool } from './open-spool.ts';
import type { Spooled } from './spool-end-user.ts';

interface Parts {
  readonly tenantId: string;
  readonly endUserId: string;
  readonly exportedAt: Date;
  readonly spool: Spool;
  readonly spooled: Spooled;
  readonly store: Pick<ObjectStore, 'read'>;
  /** Aborts when nobody reads any more. */
  readonly signal: AbortSignal;
}

interface Entry {
  readonly name: string;
  readonly input: string | AsyncIterable<Uint8Array>;
  readonly lastModified: Date;
}

/** An export as a zip file, packed as it is read: `manifest.json`, a JSON file per table, and the media files. */
export async function* packExport(parts: Parts): AsyncGenerator<Uint8Array> {
  // Cancelling would throw into the entries; whoever stops reading has `signal` abort.
  yield* makeZip(entriesOf(parts)).values({ preventCancel: true });
}

async function* entriesOf({ spool, spooled: { files, media }, exportedAt, ...parts }: Parts): AsyncGenerator<Entry> {
  const entry = (name: string, input: Entry['input']): Entry => ({ name, input, lastModified: exportedAt });
  const { tenantId, endUserId } = parts;
  const manifest = { version: 1, tenantId, endUserId, exportedAt, files, media: media.length };
  yield entry('manifest.json', toJson(manifest));
  for (const { name } of files) yield entry(name, spool.read(name));
  const missing: string[] = [];
  for (const { name, objectPath } of media) {
    const content = await openObject(parts, objectPath);
    if (content) yield entry(name, content);
    else missing.push(name);
  }
  if (missing.length > 0) yield entry('media/missing.json', toJson(missing));
}

/** The object's bytes; undefined when it was removed since its row was read. Any other failure breaks the export off. */
async function openObject({ store, tenantId, signal }: Omit<Parts, 'spool' | 'spooled' | 'exportedAt'>, objectPath: string) {
  const chunks = chunksOf();
  async function* chunksOf(): AsyncGenerator<Uint8Array> {
    yield* addAbortSignal(signal, store.read(tenantId, objectPath)) as AsyncIterable<Uint8Array>;
  }
  try {
    const first = await chunks.next();
    return (async function* all() {
      if (first.done) return;
      yield first.value;
      yield* chunks;
    })();
  } catch (error) {
    if (error instanceof ObjectNotFound) return undefined;
    throw error;
  }
}

const toJson = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
