import type { Bucket, File } from '@google-cloud/storage';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { measureBytes } from './measure-bytes.ts';
import { ObjectNotFound, PermanentStorageError, TransientStorageError } from './errors.ts';
import { folderPrefix, objectName } from './object-name.ts';
import { openBucket, type BucketOptions } from './open-bucket.ts';
import { toStorageError } from './to-storage-error.ts';

export interface StoredObject {
  /** `gs://bucket/tenants/<tenantId>/<path>` */
  uri: string;
  sizeBytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/**
 * The objects of tenants, each below `tenants/<tenantId>/`. Every method throws `ObjectNotFound`, `TransientStorageError`
 * or `PermanentStorageError` (`INVALID_PATH` for a path that is empty, absolute or leads elsewhere).
 */
export interface ObjectStore {
  /**
   * Stores bytes under a path, replacing what is there. The object appears as a whole or not at all.
   *
   * @param options `isLarge`: more than a few MB, or nobody knows how much. What is more than 8 MiB is then sent in parts of that size,
   *   each of which is sent again if it fails; otherwise all goes in one request, which is sent again if we have all of it in memory.
   * @throws {ObjectTooLarge} at the first byte beyond `maxBytes`, without reading further; what the content stream itself fails with is thrown as it is
   */
  write(
    tenantId: string,
    path: string,
    content: Readable | Buffer,
    options: { contentType: string; maxBytes?: number; isLarge?: boolean },
  ): Promise<StoredObject>;
  /** The object's bytes; a missing object surfaces as the stream's error. */
  read(tenantId: string, path: string): Readable;
  /**
   * The bytes of an object anywhere, for sources that lie in buckets of others. Whether the tenant may read it is the caller's to check.
   *
   * @param uri `gs://bucket/name`; anything else, like a missing object, surfaces as the stream's error
   */
  readUri(uri: string): Readable;
  /** Removes an object; one that is gone already is fine. */
  remove(tenantId: string, path: string): Promise<void>;
  /**
   * Removes all objects of a folder.
   *
   * @param path of the folder; empty for everything the tenant has
   * @param options `except`: objects whose path begins so are kept
   * @returns how many objects were removed
   */
  removePrefix(tenantId: string, path: string, options?: { except?: string }): Promise<number>;
  uri(tenantId: string, path: string): string;
  /** Creates the bucket if it does not exist. */
  ensureBucket(): Promise<void>;
}

/** Creates the store; the Google package is loaded at the first use. */
export function createObjectStore(options: BucketOptions): ObjectStore {
  const withBucket = bucketOpener(options);
  const uri = (tenantId: string, path: string) => `gs://${options.bucket}/${objectName(tenantId, path)}`;
  return {
    uri,

    async write(tenantId, path, content, { contentType, maxBytes = Infinity, isLarge = false }) {
      const name = objectName(tenantId, path);
      const source = watchContent(content);
      const { chunks, measured } = measureBytes(maxBytes, source.chunks);
      await withBucket(async (bucket) => {
        const send = (bytes: Iterable<Buffer> | AsyncIterable<Buffer>, way: object) =>
          pipeline(bytes, bucket.file(name).createWriteStream({ ...way, contentType }));
        const { first, rest } = isLarge || Buffer.isBuffer(content) ? await lookAhead(chunks) : { first: [], rest: chunks };
        if (rest) return send(rest, isLarge ? { resumable: true, chunkSize: partBytes } : { resumable: false });
        // The client repeats only what it has in memory itself. A connection that lay idle may be closed just when it is used.
        await send(first, { resumable: false }).catch((error: unknown) => {
          if (!(toStorageError(error) instanceof TransientStorageError)) throw error;
          return send(first, { resumable: false });
        });
      }).catch((error: unknown) => {
        if (source.failure) throw source.failure.error;
        // The only thing a write can miss is the bucket.
        throw error instanceof ObjectNotFound ? new PermanentStorageError('404', error.message, { cause: error }) : error;
      });
      return { uri: uri(tenantId, path), ...measured() };
    },

    read(tenantId, path) {
      const name = objectName(tenantId, path);
      return Readable.from(
        readChunks(withBucket, (bucket) => bucket.file(name)),
        { objectMode: false },
      );
    },

    readUri(uri) {
      return Readable.from(
        readChunks(withBucket, (bucket) => fileOf(bucket, uri)),
        { objectMode: false },
      );
    },

    async remove(tenantId, path) {
      const name = objectName(tenantId, path);
      await withBucket((bucket) => bucket.file(name).delete({ ignoreNotFound: true }));
    },

    removePrefix(tenantId, path, { except } = {}) {
      const prefix = folderPrefix(tenantId, path);
      const kept = except === undefined ? undefined : objectName(tenantId, except);
      return withBucket((bucket) => removeAll(bucket, prefix, kept));
    },

    ensureBucket: () =>
      withBucket(async (bucket) => {
        const [exists] = await bucket.exists();
        if (!exists) await bucket.create().catch(ignoreConflict);
      }),
  };
}

const partBytes = 8 * 1024 * 1024;

/**
 * Reads as much as fits into one part. What fits, `rest` is undefined then, is better sent in one request; an empty object can be sent in no
 * other way. `rest` begins with what was read.
 */
async function lookAhead(chunks: AsyncGenerator<Buffer>): Promise<{ first: Buffer[]; rest: AsyncGenerator<Buffer> | undefined }> {
  const first: Buffer[] = [];
  async function* all() {
    yield* first;
    yield* chunks;
  }
  for (let firstBytes = 0; firstBytes <= partBytes;) {
    const next = await chunks.next();
    if (next.done) return { first, rest: undefined };
    first.push(next.value);
    firstBytes += next.value.length;
  }
  return { first, rest: all() };
}

function fileOf({ storage }: Bucket, uri: string): File {
  const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (bucket === undefined || name === undefined) throw new PermanentStorageError('INVALID_URI', `Not an object's address: ${uri}`);
  return storage.bucket(bucket).file(name);
}

type WithBucket = <Result>(use: (bucket: Bucket) => Promise<Result>) => Promise<Result>;

/** Opens the bucket once, and translates whatever goes wrong with it. */
function bucketOpener(options: BucketOptions): WithBucket {
  let opened: Promise<Bucket> | undefined;
  return async (use) => {
    try {
      opened ??= openBucket(options);
      return await use(await opened);
    } catch (error) {
      throw toStorageError(error);
    }
  };
}

/** The content's chunks, and what they failed with, if they did: that is the caller's error, not the storage's. */
function watchContent(content: Readable | Buffer): { chunks: AsyncGenerator<Buffer>; failure: { error: unknown } | undefined } {
  const watched: ReturnType<typeof watchContent> = { chunks: chunksOf(), failure: undefined };
  async function* chunksOf(): AsyncGenerator<Buffer> {
    if (Buffer.isBuffer(content)) return yield content;
    try {
      yield* content as AsyncIterable<Buffer>;
    } catch (error) {
      watched.failure = { error };
      throw error;
    }
  }
  return watched;
}

async function* readChunks(withBucket: WithBucket, find: (bucket: Bucket) => File): AsyncGenerator<Buffer> {
  const source = await withBucket(async (bucket) => find(bucket).createReadStream());
  // The client's own stages put eleven listeners on the response, one more than Node takes without a warning.
  source.on('response', (response: { body?: Readable }) => response.body?.setMaxListeners(20));
  try {
    yield* source as AsyncIterable<Buffer>;
  } catch (error) {
    throw toStorageError(error);
  }
}

/** Page by page: a tenant's objects may be many. */
async function removeAll(bucket: Bucket, prefix: string, kept: string | undefined): Promise<number> {
  const pageSize = 100;
  let removed = 0;
  for (let pageToken: string | undefined; ;) {
    const [files, next] = await bucket.getFiles({ prefix, maxResults: pageSize, autoPaginate: false, pageToken });
    const unwanted = files.filter(({ name }) => kept === undefined || !name.startsWith(kept));
    await Promise.all(unwanted.map((file) => file.delete({ ignoreNotFound: true })));
    removed += unwanted.length;
    pageToken = (next as { pageToken?: string } | null)?.pageToken;
    if (pageToken === undefined) return removed;
  }
}

/** Another process created it in between. */
function ignoreConflict(error: unknown): void {
  if (Number((error as { code?: unknown }).code) !== 409) throw error;
}
