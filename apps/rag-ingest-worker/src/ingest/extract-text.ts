import { changeClaimedDocument } from '@sylion/database';
import type { ExtractedDocument } from '@sylion/knowledge';

import type { Extraction } from '../extract/extract-text.ts';
import { IngestProblem } from '../ingest-problem.ts';
import type { Source } from './fetch-document.ts';
import { inStage } from './in-stage.ts';
import type { IngestTask } from './ingest-context.ts';
import { transcribePages } from './transcribe-pages.ts';
import { withTranscripts } from './with-transcripts.ts';

/**
 * Step 2: the document's text, read by a child process that a hostile file may break. Pages that are only pictures are read by the model
 * where the knowledge base allows it; a document of which nothing could be read is never called ready.
 * @throws {IngestProblem}
 */
export const extractText = (task: IngestTask, source: Source): Promise<ExtractedDocument> =>
  inStage(task, 'extract', async () => {
    const progress = progressReporter(task);
    const file = { path: source.file, name: source.name, mimeType: source.mimeType };
    const extraction = await task.extractor.extractText(task.tenantId, file, { signal: task.signal, onProgress: progress.report });
    await progress.written();
    task.signal.throwIfAborted();
    if (extraction.kind === 'refused') throw new IngestProblem(extraction.code, extraction.code);
    const document = await readPictures(task, source, extraction);
    await notePages(task, document.pagesTotal, document.pagesWithText);
    return document;
  });

async function readPictures(
  task: IngestTask,
  source: Source,
  extraction: Exclude<Extraction, { kind: 'refused' }>,
): Promise<ExtractedDocument> {
  const isScan = extraction.kind === 'needs_ocr';
  const pages = isScan ? range(extraction.pagesTotal) : extraction.pagesWithoutText;
  const known: ExtractedDocument = isScan
    ? { title: null, blocks: [], pagesTotal: extraction.pagesTotal, pagesWithText: 0 }
    : extraction.document;
  await notePages(task, known.pagesTotal, known.pagesWithText);
  if (pages.length === 0) return known;
  if (!task.document.settings.transcribeScans) {
    if (isScan) throw new IngestProblem('needs_ocr', 'no page holds text');
    return known; // what could be read is searchable; the coverage says what could not
  }
  const read = withTranscripts(known, await transcribePages(task, source, pages));
  if (read.pagesWithText === 0) throw new IngestProblem('transcription_failed', 'the model could not read any page');
  return read;
}

const range = (pages: number): number[] => Array.from({ length: pages }, (_, index) => index + 1);

const notePages = (task: IngestTask, pagesTotal: number | null, pagesWithText: number | null): Promise<void> =>
  task.database.asTenant(task.tenantId, (scope) => changeClaimedDocument(scope, task.document, { pagesTotal, pagesWithText }), {
    mayBeLost: true,
  });

/** Progress is written at most once a second, one write at a time. What is `written` may be overwritten: the last word is `notePages`'s. */
function progressReporter(task: IngestTask): { report(pagesDone: number, pagesTotal: number): void; written(): Promise<void> } {
  let nextAt = 0;
  let writing = Promise.resolve();
  return {
    report: (pagesDone, pagesTotal) => {
      if (Date.now() < nextAt) return;
      nextAt = Date.now() + 1_000;
      writing = writing.then(() => notePages(task, pagesTotal, pagesDone)).catch(() => undefined); // a lost claim shows elsewhere
    },
    written: () => writing,
  };
}
