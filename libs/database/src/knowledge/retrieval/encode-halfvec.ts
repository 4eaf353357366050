/// <reference lib="esnext.float16" />

const headerBytes = 4;
const bytesPerNumber = 2;

/**
 * A vector in pgvector's binary form of `halfvec`: its length and an unused word (16 bits each), then every number as a half, all
 * big-endian. A Buffer travels as a binary parameter: a quarter of the text form's bytes, and nothing for the server to parse.
 */
export function encodeHalfvec(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(headerBytes + vector.length * bytesPerNumber);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint16(0, vector.length);
  vector.forEach((number, index) => view.setFloat16(headerBytes + index * bytesPerNumber, number));
  return bytes;
}
