/** An object's metadata as the emulator keeps it; the bytes are kept beside it. */
export interface StoredObject extends WritableMetadata {
  bucket: string;
  name: string;
  /** Microseconds since the epoch, unique in the emulator; changes with every write of the bytes. */
  generation: number;
  metageneration: number;
  sizeBytes: number;
  md5Hash: string;
  crc32c: string;
  createdAt: string;
  updatedAt: string;
}

/** What an uploader may set. */
export interface WritableMetadata {
  contentType?: string | undefined;
  contentEncoding?: string | undefined;
  contentDisposition?: string | undefined;
  cacheControl?: string | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Picks the writable fields out of an upload's JSON. */
export function writableMetadata(json: Record<string, unknown>): WritableMetadata {
  const text = (name: string) => (typeof json[name] === 'string' ? json[name] : undefined);
  return {
    contentType: text('contentType'),
    contentEncoding: text('contentEncoding'),
    contentDisposition: text('contentDisposition'),
    cacheControl: text('cacheControl'),
    metadata: typeof json.metadata === 'object' && json.metadata !== null ? (json.metadata as Record<string, string>) : undefined,
  };
}

/** The object resource of the JSON API: numbers travel as strings. */
export function objectResource(object: StoredObject): Record<string, unknown> {
  const { sizeBytes, generation, metageneration, createdAt, updatedAt, ...rest } = object;
  return {
    kind: 'storage#object',
    id: `${object.bucket}/${object.name}/${generation}`,
    ...rest,
    generation: String(generation),
    metageneration: String(metageneration),
    size: String(sizeBytes),
    etag: etagOf(object),
    storageClass: 'STANDARD',
    timeCreated: createdAt,
    updated: updatedAt,
  };
}

export function etagOf(object: StoredObject): string {
  return `${object.generation}/${object.metageneration}`;
}
