import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { newId } from '@sylion/schemas';

/** A file without a name: whoever dies, the operating system forgets it with the process. */
export interface Spool {
  /** Appends text to a part; parts are written one after another. */
  append(part: string, text: string): Promise<void>;
  read(part: string): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

const chunkBytes = 64 * 1024;

/** Opens an empty spool in the system's folder for temporary files. */
export async function openSpool(): Promise<Spool> {
  const file = path.join(os.tmpdir(), `sylion-spool-${newId()}`);
  const handle = await fs.open(file, 'wx+', 0o600);
  await fs.unlink(file);
  const parts = new Map<string, { start: number; end: number }>();
  let sizeBytes = 0;
  return {
    append: async (part, text) => {
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length;)
        written += (await handle.write(bytes, written, bytes.length - written, sizeBytes + written)).bytesWritten;
      const { start } = parts.get(part) ?? { start: sizeBytes };
      sizeBytes += bytes.length;
      parts.set(part, { start, end: sizeBytes });
    },
    async *read(part) {
      const { start, end } = parts.get(part) ?? { start: 0, end: 0 };
      for (let position = start; position < end;) {
        const length = Math.min(chunkBytes, end - position);
        const { bytesRead, buffer } = await handle.read({ buffer: Buffer.allocUnsafe(length), position, length });
        if (bytesRead === 0) throw new Error('the spool ends before its part does');
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },
    close: () => handle.close(),
  };
}
