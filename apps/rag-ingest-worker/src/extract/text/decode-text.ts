import chardet from 'chardet';

/**
 * The text of bytes in whatever encoding they are: byte order mark, UTF-8, UTF-16 without a mark, the charset that the sender or an
 * HTML head names, else the most likely one by its letters. Null when the bytes are no text.
 */
export function decodeText(bytes: Uint8Array, declaredCharset: string | null = null): string | null {
  const text = decode(bytes, declaredCharset);
  return looksBinary(text) ? null : text;
}

function decode(bytes: Uint8Array, declaredCharset: string | null): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return (
    tryDecode(bytes, unmarkedUtf16(bytes), false) ??
    tryDecode(bytes, 'utf-8', true) ??
    tryDecode(bytes, declaredCharset ?? charsetOfHead(bytes), false) ??
    tryDecode(bytes, chardet.detect(tellingSample(bytes)), false) ??
    new TextDecoder('windows-1252').decode(bytes)
  );
}

function tryDecode(bytes: Uint8Array, encoding: string | null, fatal: boolean): string | null {
  if (encoding === null) return null;
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text of mostly Latin letters, digits and blanks has a zero in every other byte. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const pairs = Math.floor(Math.min(bytes.length, sampleBytes) / 2);
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) even += 1;
    if (bytes[2 * pair + 1] === 0) odd += 1;
  }
  if (odd > 0.4 * pairs && even < 0.05 * pairs) return 'utf-16le';
  if (even > 0.4 * pairs && odd < 0.05 * pairs) return 'utf-16be';
  return null;
}

function charsetOfHead(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /^<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1] ?? null;
}

/** Detection is slow and only bytes beyond ASCII tell encodings apart. */
function tellingSample(bytes: Uint8Array): Uint8Array {
  const firstTelling = bytes.findIndex((byte) => byte > 0x7f);
  const start = Math.max(0, firstTelling - 1_024);
  return bytes.subarray(start, start + sampleBytes);
}

/** Text has next to no control characters; one byte in ten of anything compressed is one. */
function looksBinary(text: string): boolean {
  const sample = text.slice(0, sampleBytes);
  const foreign = sample.match(foreignToText)?.length ?? 0;
  return foreign > 1 && foreign > 0.05 * sample.length;
}

const sampleBytes = 64 * 1024;
const foreignToText = /[^\P{Cc}\t\n\v\f\r\u0085]|\uFFFD/gu;
