/** What a client says to PostgreSQL, as far as it is about statements (protocol 3.0, §53.7 of the manual). */
export type FrontendMessage =
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'parse'; readonly name: string; readonly sql: string }
  | { readonly kind: 'bind'; readonly name: string; readonly parameters: readonly (string | Buffer | null)[] }
  | { readonly kind: 'execute' };

/**
 * Reads one client's messages out of its bytes, however these are cut. The start-up message has no kind and comes first; an encrypted
 * connection cannot be read.
 */
export function createFrontendReader(onMessage: (message: FrontendMessage) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let isStarted = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const kindBytes = isStarted ? 1 : 0;
      if (rest.length < kindBytes + 4) return;
      const end = kindBytes + rest.readInt32BE(kindBytes);
      if (rest.length < end) return;
      if (isStarted) {
        const message = read(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, end));
        if (message) onMessage(message);
      }
      isStarted = true;
      rest = rest.subarray(end);
    }
  };
}

function read(kind: string, body: Buffer): FrontendMessage | undefined {
  const [first, second] = [body.indexOf(0), body.indexOf(0, body.indexOf(0) + 1)];
  if (kind === 'Q') return { kind: 'query', sql: body.toString('utf8', 0, first) };
  if (kind === 'P') return { kind: 'parse', name: body.toString('utf8', 0, first), sql: body.toString('utf8', first + 1, second) };
  if (kind === 'B') return { kind: 'bind', name: body.toString('utf8', first + 1, second), parameters: readParameters(body, second + 1) };
  return kind === 'E' ? { kind: 'execute' } : undefined;
}

/** Formats (0: text, 1: binary; none: all text; one: all alike), then the values, each with its length; −1: null. */
function readParameters(body: Buffer, start: number): (string | Buffer | null)[] {
  const formatCount = body.readInt16BE(start);
  const formats = Array.from({ length: formatCount }, (_, index) => body.readInt16BE(start + 2 + index * 2));
  let at = start + 2 + formatCount * 2;
  const count = body.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, (_, index) => {
    const length = body.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    const value = body.subarray(at, at + length);
    at += length;
    return (formats[formatCount === 1 ? 0 : index] ?? 0) === 1 ? Buffer.from(value) : value.toString('utf8');
  });
}
