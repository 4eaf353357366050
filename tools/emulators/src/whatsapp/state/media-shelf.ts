import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

export interface MediaFile {
  readonly id: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
  readonly fileName?: string;
  readonly sha256: Buffer;
}

/** Media files by id, and the short-lived addresses from which they are downloaded. */
export class MediaShelf {
  readonly #files = new Map<string, MediaFile>();
  readonly #addressKey = randomBytes(32);

  put(bytes: Buffer, mimeType: string, fileName?: string): MediaFile {
    const id = `${randomInt(1e9, 9e9)}${randomInt(1e6, 9e6)}`;
    const file = { id, mimeType, bytes, fileName, sha256: createHash('sha256').update(bytes).digest() };
    this.#files.set(id, file);
    return file;
  }

  find(id: string): MediaFile | undefined {
    return this.#files.get(id);
  }

  remove(id: string): boolean {
    return this.#files.delete(id);
  }

  /** @returns path and query of a download address; `ext` is its end in unix milliseconds */
  addressOf(id: string, expiresAt: number): string {
    return `/whatsapp_business/attachments/?mid=${id}&ext=${expiresAt}&hash=${this.#seal(id, String(expiresAt))}`;
  }

  /** The file behind a download address; undefined when the address is forged or over. */
  open(address: { mid: string; ext: string; hash: string }, now: number): MediaFile | undefined {
    const isGenuine = address.hash === this.#seal(address.mid, address.ext);
    return isGenuine && Number(address.ext) > now ? this.#files.get(address.mid) : undefined;
  }

  clear(): void {
    this.#files.clear();
  }

  #seal(id: string, expiresAt: string): string {
    return createHmac('sha256', this.#addressKey).update(`${id} ${expiresAt}`).digest('base64url');
  }
}
