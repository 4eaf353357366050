import { assembleDocument, hasWords } from '../assemble-document.ts';
import type { Extraction, ExtractionLimits, OnProgress } from '../extraction.ts';
import { Refusal } from '../refusal.ts';
import { blocksOfPages } from './blocks-of-pages.ts';
import { bodyStyleOf } from './body-style.ts';
import { dropRunningLines } from './drop-running-lines.ts';
import { linesOfPage } from './lines-of-page.ts';
import { openPdf, type OpenPdf } from './open-pdf.ts';
import { placeTexts, type PageView, type TextRun } from './place-texts.ts';
import type { Line } from './placed-text.ts';

/** Reads page by page; a page that pdf.js cannot read counts as one without text, unless no page has any: then the file is corrupt. */
export async function readPdf(bytes: Uint8Array, limits: ExtractionLimits, onProgress: OnProgress): Promise<Extraction> {
  const pdf = await openPdf(bytes);
  const pagesTotal = pdf.numPages;
  if (pagesTotal === 0) throw new Refusal('empty');
  if (pagesTotal > limits.maxPages) throw new Refusal('too_many_pages');
  const pages: Line[][] = [];
  let characters = 0;
  let hasUnreadable = false;
  for (let page = 1; page <= pagesTotal; page += 1) {
    const lines = await readPage(pdf, page);
    hasUnreadable ||= lines === null;
    characters += (lines ?? []).reduce((sum, { text }) => sum + text.length, 0);
    if (characters > limits.maxTextCharacters) throw new Refusal('too_much_inside');
    pages.push(lines ?? []);
    onProgress(page, pagesTotal);
  }
  const content = dropRunningLines(pages, bodyStyleOf(pages.flat()).size);
  const pagesWithoutText = content.flatMap((lines, index) => (lines.some(({ text }) => hasWords(text)) ? [] : [index + 1]));
  if (pagesWithoutText.length === pagesTotal) {
    if (hasUnreadable) throw new Refusal('corrupt');
    return { kind: 'needs_ocr', format: 'pdf', pagesTotal };
  }
  const blocks = blocksOfPages(content);
  const heading = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  const title = (await readTitle(pdf)) ?? (heading?.kind === 'heading' ? heading.text : null);
  const document = assembleDocument({ title, blocks, pagesTotal, pagesWithText: pagesTotal - pagesWithoutText.length }, limits);
  return { kind: 'extracted', format: 'pdf', document, pagesWithoutText };
}

async function readPage(pdf: OpenPdf, number: number): Promise<Line[] | null> {
  const read = await readRuns(pdf, number);
  return read === null ? null : linesOfPage(placeTexts(read.runs, read.view), number);
}

async function readRuns(pdf: OpenPdf, number: number): Promise<{ readonly runs: TextRun[]; readonly view: PageView } | null> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return { runs: items.flatMap((item) => ('str' in item ? [item] : [])), view: page.getViewport({ scale: 1 }) };
  } catch {
    return null;
  }
}

/** Word processors fill in a file name or nothing of use. */
async function readTitle(pdf: OpenPdf): Promise<string | null> {
  const metadata = await pdf.getMetadata().catch(() => null);
  const title: unknown = metadata === null ? null : (metadata.info as Record<string, unknown>).Title;
  if (typeof title !== 'string' || !hasWords(title)) return null;
  return /^(untitled|microsoft word|document\d*$)|\.(docx?|pdf|odt|pages|indd)$/i.test(title.trim()) ? null : title;
}
