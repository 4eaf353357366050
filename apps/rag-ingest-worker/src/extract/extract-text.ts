import { findChildEntry } from './child/find-child-entry.ts';
import { createReaders } from './child/readers.ts';
import type { ReadOptions } from './child/start-reader.ts';
import type { DeclaredFile, Extraction, ExtractionLimits } from './extraction.ts';

export type { DocumentFormat, Extraction, ExtractionLimits, ExtractionProblem } from './extraction.ts';

export interface ExtractorOptions {
  /** Documents at a time. */
  readonly concurrency: number;
  readonly keepsSpare?: boolean;
}

export interface Extractor {
  /**
   * Reads the text of one local file (pdf, docx, xlsx, csv, html, md or txt) in a child process that is killed when it takes too long
   * or too much memory; this process never looks into the document.
   * @throws the signal's reason once it aborts; the system's error if no child can be started.
   */
  extractText(tenantId: string, file: DeclaredFile & { readonly path: string }, options?: ReadOptions): Promise<Extraction>;
  /** Ends every child. */
  close(): Promise<void>;
}

/** As many children as work at a time may wait for more, and one for whoever comes next. */
export function createExtractor(limits: ExtractionLimits, { concurrency, keepsSpare = true }: ExtractorOptions): Extractor {
  const { memoryMegabytes } = limits;
  const readers = createReaders({ childEntry: findChildEntry(import.meta.url), memoryMegabytes, mostWaiting: concurrency, keepsSpare });
  return { extractText: (tenantId, file, options) => readers.read(tenantId, { file, limits }, options), close: readers.close };
}
