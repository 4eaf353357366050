import type { ExtractedDocument } from '@sylion/knowledge';

/** What the bytes of a file are, whatever its name says; tab-separated values count as csv. */
export type DocumentFormat = 'pdf' | 'docx' | 'xlsx' | 'csv' | 'html' | 'md' | 'txt';

export interface ExtractionLimits {
  /** Wall clock, from the start of the child to its answer. */
  readonly timeoutMs: number;
  /** Resident memory of the child: its heap and the buffers beside it. Node itself needs about 80. */
  readonly memoryMegabytes: number;
  /** Pages of a pdf, sheets of a workbook. */
  readonly maxPages: number;
  /** The bytes of the file, and of an archive's files together once inflated. */
  readonly maxInflatedBytes: number;
  /** UTF-16 code units of the text, all blocks together. */
  readonly maxTextCharacters: number;
}

export type ExtractionProblem =
  'format_not_supported' | 'encrypted' | 'corrupt' | 'empty' | 'too_many_pages' | 'too_much_inside' | 'timed_out' | 'out_of_memory';

export type Extraction =
  | {
      readonly kind: 'extracted';
      readonly format: DocumentFormat;
      readonly document: ExtractedDocument;
      /** 1-based; a pdf's pages that are images or blank. Empty for other formats. */
      readonly pagesWithoutText: readonly number[];
    }
  /** A pdf without any text. */
  | { readonly kind: 'needs_ocr'; readonly format: 'pdf'; readonly pagesTotal: number }
  /** `detail` is what failed unexpectedly, or what a child that died wrote last: for the platform team; it may quote the document. */
  | { readonly kind: 'refused'; readonly code: ExtractionProblem; readonly detail?: string };

/** A file as it was uploaded: what its sender calls it decides only between kinds of text. */
export interface DeclaredFile {
  readonly name: string;
  readonly mimeType: string;
}

export type OnProgress = (pagesDone: number, pagesTotal: number) => void;
