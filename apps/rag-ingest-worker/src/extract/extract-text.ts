import { findChildEntry } from './child/find-child-entry.ts';
import { runChild } from './child/run-child.ts';
import type { DeclaredFile, Extraction, ExtractionLimits, OnProgress } from './extraction.ts';

export type { DocumentFormat, Extraction, ExtractionLimits, ExtractionProblem } from './extraction.ts';

/**
 * Reads the text of one local file (pdf, docx, xlsx, csv, html, md or txt) in a child process that is killed when it takes too long
 * or too much memory; this process never looks into the document. `onProgress` hears of each page of a pdf.
 * @throws the signal's reason once it aborts; the system's error if no child can be started.
 */
export const extractText = (
  file: DeclaredFile & { readonly path: string },
  limits: ExtractionLimits,
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<Extraction> => runChild(findChildEntry(import.meta.url), { file, limits }, { signal, onProgress });
