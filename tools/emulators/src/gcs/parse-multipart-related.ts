import { GcsError } from './gcs-error.ts';

/**
 * Splits a `multipart/related` upload into its two parts: the object's metadata as JSON and the bytes (RFC 2387).
 *
 * @throws {GcsError} 400 if it is not one
 */
export function parseMultipartRelated(
  contentType: string,
  body: Buffer,
): { metadata: Record<string, unknown>; bytes: Buffer; bytesContentType: string | undefined } {
  const boundary = /boundary="?([^";]+)/i.exec(contentType)?.[1];
  if (!boundary) throw new GcsError(400, 'badContent', 'The multipart boundary is missing.');
  const [metadataPart, bytesPart] = splitParts(body, Buffer.from(`--${boundary}`));
  if (!metadataPart || !bytesPart) throw new GcsError(400, 'badContent', 'A multipart upload needs two parts.');
  try {
    return {
      metadata: JSON.parse(metadataPart.content.toString('utf8')) as Record<string, unknown>,
      bytes: bytesPart.content,
      bytesContentType: /^content-type:\s*(.+)$/im.exec(bytesPart.headers)?.[1]?.trim(),
    };
  } catch {
    throw new GcsError(400, 'parseError', 'The metadata part is not JSON.');
  }
}

function splitParts(body: Buffer, separator: Buffer): { headers: string; content: Buffer }[] {
  const parts: { headers: string; content: Buffer }[] = [];
  let start = body.indexOf(separator);
  while (start >= 0) {
    const end = body.indexOf(separator, start + separator.length);
    if (end < 0) break;
    // Each part is preceded and followed by a line break that belongs to the separator.
    const part = body.subarray(start + separator.length + 2, end - 2);
    const headersEnd = part.indexOf('\r\n\r\n');
    if (headersEnd >= 0) parts.push({ headers: part.toString('latin1', 0, headersEnd), content: part.subarray(headersEnd + 4) });
    start = end;
  }
  return parts;
}
