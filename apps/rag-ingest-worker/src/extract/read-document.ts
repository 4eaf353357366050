import { officeFormat } from './archive/office-format.ts';
import { assembleDocument, type FoundDocument } from './assemble-document.ts';
import { detectFormat, type TextFormat } from './detect-format.ts';
import type { DeclaredFile, DocumentFormat, Extraction, ExtractionLimits, OnProgress } from './extraction.ts';
import { Refusal } from './refusal.ts';

const maxDetailCharacters = 2_000;

/**
 * The document that the bytes hold. Runs in the child: it may take any time and memory, but whatever the bytes are it returns an
 * `Extraction`. Parsers are loaded when their format turns up.
 */
export async function readDocument(
  file: DeclaredFile & { readonly bytes: Uint8Array },
  limits: ExtractionLimits,
  onProgress: OnProgress = () => undefined,
): Promise<Extraction> {
  try {
    if (file.bytes.length === 0) throw new Refusal('empty');
    const detected = detectFormat(file.bytes, file);
    if (detected.kind === 'pdf') {
      const { readPdf } = await import('./pdf/read-pdf.ts');
      return await readPdf(file.bytes, limits, onProgress);
    }
    if (detected.kind === 'text') return extracted(detected.format, await readText(detected.format, detected.text), limits);
    const format = await officeFormat(file.bytes, limits);
    return extracted(format, await readOffice(format, file.bytes, limits), limits);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code };
    return { kind: 'refused', code: 'corrupt', detail: String(error instanceof Error ? error.stack : error).slice(0, maxDetailCharacters) };
  }
}

/** Before anybody waits for them: what most small documents need. */
export async function loadTextReaders(): Promise<void> {
  await Promise.all([import('./read-markdown.ts'), import('./html/read-html.ts'), import('./read-plain-text.ts')]);
}

const extracted = (format: DocumentFormat, found: FoundDocument, limits: ExtractionLimits): Extraction => ({
  kind: 'extracted',
  format,
  document: assembleDocument(found, limits),
  pagesWithoutText: [],
});

async function readText(format: TextFormat, text: string): Promise<FoundDocument> {
  switch (format) {
    case 'csv':
      return (await import('./read-csv.ts')).readCsv(text);
    case 'html':
      return (await import('./html/read-html.ts')).readHtml(text);
    case 'md':
      return (await import('./read-markdown.ts')).readMarkdown(text);
    case 'txt':
      return (await import('./read-plain-text.ts')).readPlainText(text);
  }
}

async function readOffice(format: 'docx' | 'xlsx', bytes: Uint8Array, limits: ExtractionLimits): Promise<FoundDocument> {
  return format === 'docx'
    ? (await import('./office/read-docx.ts')).readDocx(bytes)
    : (await import('./office/read-workbook.ts')).readWorkbook(bytes, limits);
}
