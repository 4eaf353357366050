import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { createExtractor, type Extraction, type ExtractionLimits } from '../../src/extract/extract-text.ts';
import type { OnProgress } from '../../src/extract/extraction.ts';

/** Wide enough for honest files on a busy machine, narrow enough to see a hostile one refused soon. */
export const testLimits: ExtractionLimits = {
  timeoutMs: 20_000,
  memoryMegabytes: 512,
  maxPages: 20,
  maxInflatedBytes: 20_000_000,
  maxTextCharacters: 2_000_000,
};

/** Extracts the text of bytes as of a file that was uploaded under `name`. */
export async function extractBytes(
  name: string,
  bytes: Uint8Array | string,
  {
    mimeType = 'application/octet-stream',
    onProgress,
    ...limits
  }: Partial<ExtractionLimits> & { mimeType?: string; onProgress?: OnProgress } = {},
): Promise<Extraction> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-extract-'));
  const file = path.join(folder, 'upload');
  const extractor = createExtractor({ ...testLimits, ...limits }, { concurrency: 1, keepsSpare: false });
  try {
    await fs.writeFile(file, bytes);
    return await extractor.extractText('any tenant', { path: file, name, mimeType }, { onProgress });
  } finally {
    await extractor.close();
    await fs.rm(folder, { recursive: true });
  }
}

/** The blocks as lines that are easy to compare: `# heading`, `- item`, `cell | cell`, `text`. */
export function outline(extraction: Extraction): string[] {
  if (extraction.kind !== 'extracted') return [JSON.stringify(extraction)];
  return extraction.document.blocks.flatMap((block) => {
    if (block.kind === 'heading') return [`${'#'.repeat(block.level)} ${block.text}`];
    if (block.kind === 'list') return block.items.map((item) => `- ${item}`);
    if (block.kind === 'paragraph') return [block.text];
    return [...(block.header === null ? [] : [`${block.header.join(' | ')} ||`]), ...block.rows.map((row) => row.join(' | '))];
  });
}
