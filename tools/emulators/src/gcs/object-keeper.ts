import type { StoredObject } from './stored-object.ts';

/** Where the bytes of objects live, and what survives a restart. */
export interface ObjectKeeper {
  load(): Promise<{ buckets: string[]; objects: StoredObject[] }>;
  saveBucket(name: string): Promise<void>;
  dropBucket(name: string): Promise<void>;
  /** Must be called before the metadata that refers to these bytes is saved. */
  saveBytes(object: StoredObject, bytes: Buffer): Promise<void>;
  saveMetadata(object: StoredObject): Promise<void>;
  readBytes(object: StoredObject): Promise<Buffer>;
  /** Forgets one generation's bytes. */
  dropBytes(object: StoredObject): Promise<void>;
  dropMetadata(object: StoredObject): Promise<void>;
}

/** Keeps bytes as long as the process lives. */
export function keepInMemory(): ObjectKeeper {
  const bytesOf = new Map<number, Buffer>();
  const nothing = async () => {};
  return {
    load: async () => ({ buckets: [], objects: [] }),
    saveBucket: nothing,
    dropBucket: nothing,
    saveMetadata: nothing,
    dropMetadata: nothing,
    saveBytes: async (object, bytes) => void bytesOf.set(object.generation, bytes),
    readBytes: async (object) => bytesOf.get(object.generation) ?? Buffer.alloc(0),
    dropBytes: async (object) => void bytesOf.delete(object.generation),
  };
}
