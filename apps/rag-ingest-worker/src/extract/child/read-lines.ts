import type { Readable } from 'node:stream';

/**
 * Calls `onLine` for each line that ends in a line feed, and `onTooMuch` once, instead of keeping more than `maxBytes` in all.
 * Only an unfinished line is held, in pieces, so a long line costs no copies. Returns what stops it: what comes afterwards is lost.
 */
export function readLines(
  stream: Readable,
  maxBytes: number,
  { onLine, onTooMuch }: { readonly onLine: (line: string) => void; readonly onTooMuch: () => void },
): () => void {
  let pieces: Buffer[] = [];
  let seenBytes = 0;
  const take = (chunk: Buffer): void => {
    const wasWithin = seenBytes <= maxBytes;
    seenBytes += chunk.length;
    if (seenBytes > maxBytes) {
      pieces = [];
      if (wasWithin) onTooMuch();
      return;
    }
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      const line = Buffer.concat([...pieces, chunk.subarray(start, end)]).toString('utf8');
      pieces = [];
      start = end + 1;
      onLine(line);
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  };
  stream.on('data', take);
  return () => void stream.off('data', take);
}

const lineFeed = 10;
