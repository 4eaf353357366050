import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { openBucket, type BucketOptions } from './open-bucket.ts';
import { toStorageError } from './to-storage-error.ts';

/** One object of a bucket, whoever's it is. */
export interface ArchivedObject {
  readonly name: string;
  readonly sizeBytes: number;
  /** Of its bytes (RFC 3720 CRC32C), base64. */
  readonly crc32c: string;
  readonly contentType: string;
}

/** A whole bucket, above all tenants: for backups and for nothing else. Every method throws what `ObjectStore` throws. */
export interface ObjectArchive {
  list(): AsyncIterable<ArchivedObject>;
  read(name: string): Promise<Readable>;
  /** Stores bytes under a name; the bucket checks them against the sum. */
  write(object: ArchivedObject, content: Readable): Promise<void>;
}

export function createObjectArchive(options: BucketOptions): ObjectArchive {
  const bucket = openBucket(options);
  const translated = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw toStorageError(error);
    }
  };
  return {
    async *list() {
      for (let pageToken: string | undefined; ;) {
        const [files, next] = await translated(async () => (await bucket).getFiles({ autoPaginate: false, maxResults: 500, pageToken }));
        for (const { name, metadata } of files)
          yield {
            name,
            sizeBytes: Number(metadata.size),
            crc32c: metadata.crc32c ?? '',
            contentType: metadata.contentType ?? 'application/octet-stream',
          };
        pageToken = (next as { pageToken?: string } | null)?.pageToken;
        if (pageToken === undefined) return;
      }
    },
    read: (name) => translated(async () => (await bucket).file(name).createReadStream()),
    write: ({ name, contentType, crc32c }, content) =>
      translated(async () => {
        const metadata = { contentType, ...(crc32c && { crc32c }) };
        await pipeline(content, (await bucket).file(name).createWriteStream({ resumable: false, metadata }));
      }),
  };
}
