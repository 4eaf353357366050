import { createHash } from 'node:crypto';
import { checkPreconditions, type Preconditions } from './check-preconditions.ts';
import { crc32c } from './crc32c.ts';
import { GcsError } from './gcs-error.ts';
import type { ObjectKeeper } from './object-keeper.ts';
import type { StoredObject, WritableMetadata } from './stored-object.ts';

/** Buckets and their objects. An object becomes visible as a whole, when its bytes are kept and its preconditions hold. */
export class ObjectShelf {
  readonly #keeper: ObjectKeeper;
  readonly #buckets = new Map<string, Map<string, StoredObject>>();
  #lastGeneration = 0;

  constructor(keeper: ObjectKeeper) {
    this.#keeper = keeper;
  }

  async load(): Promise<void> {
    const { buckets, objects } = await this.#keeper.load();
    for (const bucket of buckets) this.#buckets.set(bucket, new Map());
    for (const object of objects) {
      this.#buckets.get(object.bucket)?.set(object.name, object);
      this.#lastGeneration = Math.max(this.#lastGeneration, object.generation);
    }
  }

  get bucketNames(): string[] {
    return [...this.#buckets.keys()];
  }

  /** @throws {GcsError} 409 if the bucket exists */
  async createBucket(name: string): Promise<void> {
    if (!/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/.test(name)) throw new GcsError(400, 'invalid', `Invalid bucket name: '${name}'`);
    if (this.#buckets.has(name))
      throw new GcsError(409, 'conflict', 'Your previous request to create the named bucket succeeded and you already own it.');
    this.#buckets.set(name, new Map());
    await this.#keeper.saveBucket(name);
  }

  async deleteBucket(name: string): Promise<void> {
    if (this.#objects(name).size > 0) throw new GcsError(409, 'conflict', 'The bucket you tried to delete is not empty.');
    this.#buckets.delete(name);
    await this.#keeper.dropBucket(name);
  }

  /** All objects of a bucket, sorted by name. @throws {GcsError} 404 if there is no such bucket */
  list(bucket: string): StoredObject[] {
    return [...this.#objects(bucket).values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** @throws {GcsError} 404 if there is no such bucket */
  find(bucket: string, name: string): StoredObject | undefined {
    return this.#objects(bucket).get(name);
  }

  /** @throws {GcsError} 404 if there is no such object, 412 if a precondition does not hold */
  get(bucket: string, name: string, conditions?: Preconditions): StoredObject {
    const object = this.find(bucket, name);
    if (!object) throw new GcsError(404, 'notFound', `No such object: ${bucket}/${name}`);
    if (conditions) checkPreconditions(object, conditions);
    return object;
  }

  read(object: StoredObject): Promise<Buffer> {
    return this.#keeper.readBytes(object);
  }

  async put(bucket: string, name: string, bytes: Buffer, metadata: WritableMetadata, conditions: Preconditions): Promise<StoredObject> {
    const objects = this.#objects(bucket);
    checkPreconditions(objects.get(name), conditions);
    const now = new Date().toISOString();
    const object: StoredObject = {
      bucket,
      name,
      ...metadata,
      contentType: metadata.contentType ?? 'application/octet-stream',
      generation: this.#nextGeneration(),
      metageneration: 1,
      sizeBytes: bytes.length,
      md5Hash: createHash('md5').update(bytes).digest('base64'),
      crc32c: crc32c(bytes),
      createdAt: now,
      updatedAt: now,
    };
    await this.#keeper.saveBytes(object, bytes);
    // Another write may have won while the bytes were being kept.
    const replaced = objects.get(name);
    checkPreconditions(replaced, conditions);
    objects.set(name, object);
    await this.#keeper.saveMetadata(object);
    if (replaced) await this.#keeper.dropBytes(replaced);
    return object;
  }

  async patch(object: StoredObject, changes: WritableMetadata): Promise<StoredObject> {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const patched: StoredObject = { ...object, ...given, metageneration: object.metageneration + 1, updatedAt: new Date().toISOString() };
    if (changes.metadata) patched.metadata = { ...object.metadata, ...changes.metadata };
    this.#objects(object.bucket).set(object.name, patched);
    await this.#keeper.saveMetadata(patched);
    return patched;
  }

  async delete(object: StoredObject): Promise<void> {
    this.#objects(object.bucket).delete(object.name);
    await this.#keeper.dropMetadata(object);
    await this.#keeper.dropBytes(object);
  }

  #objects(bucket: string): Map<string, StoredObject> {
    const objects = this.#buckets.get(bucket);
    if (!objects) throw new GcsError(404, 'notFound', 'The specified bucket does not exist.');
    return objects;
  }

  #nextGeneration(): number {
    this.#lastGeneration = Math.max(this.#lastGeneration + 1, Date.now() * 1000);
    return this.#lastGeneration;
  }
}
