const polynomial = 0x82f63b78;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? polynomial ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** CRC-32C (Castagnoli) as Cloud Storage writes it: base64 of the big-endian checksum. */
export function crc32c(bytes: Uint8Array): string {
  let checksum = 0xffffffff;
  for (const byte of bytes) checksum = (table[(checksum ^ byte) & 0xff] ?? 0) ^ (checksum >>> 8);
  const result = Buffer.alloc(4);
  result.writeUInt32BE((checksum ^ 0xffffffff) >>> 0);
  return result.toString('base64');
}
