/** A SHA-256 as lower-case hex, from hex or base64: providers use both. Undefined if it is neither. */
export const sha256Hex = (written: string | undefined): string | undefined => {
  if (written === undefined) return undefined;
  if (/^[0-9a-f]{64}$/i.test(written)) return written.toLowerCase();
  const bytes = Buffer.from(written, 'base64');
  return bytes.length === 32 ? bytes.toString('hex') : undefined;
};
