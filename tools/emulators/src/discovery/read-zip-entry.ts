import { inflateRawSync } from 'node:zlib';

const localHeader = Buffer.from('PK\u0003\u0004', 'latin1');
const localHeaderSize = 30;

/** The bytes of one file of a ZIP archive; undefined if it is not there or cannot be read. */
export function readZipEntry(archive: Uint8Array, name: string): Uint8Array | undefined {
  const bytes = Buffer.from(archive);
  for (let header = bytes.indexOf(localHeader); header !== -1; header = bytes.indexOf(localHeader, header + 1)) {
    if (header + localHeaderSize > bytes.length) return undefined;
    const method = bytes.readUInt16LE(header + 8);
    const nameEnd = header + localHeaderSize + bytes.readUInt16LE(header + 26);
    if (bytes.toString('utf8', header + localHeaderSize, nameEnd) !== name) continue;
    const data = bytes.subarray(nameEnd + bytes.readUInt16LE(header + 28));
    try {
      // The deflated data say themselves where they end; the header may not.
      return method === 0 ? data.subarray(0, bytes.readUInt32LE(header + 18)) : inflateRawSync(data);
    } catch {
      return undefined;
    }
  }
  return undefined;
}
