/**
 * A document as an extractor read it: plain text without markup, in reading order. `page` is 1-based in formats that have pages
 * (a sheet of a workbook counts as one), null elsewhere.
 */
export interface ExtractedDocument {
  readonly title: string | null;
  readonly blocks: readonly Block[];
  readonly pagesTotal: number | null;
  readonly pagesWithText: number | null;
}

export type Block =
  /** `level` 1 (the document's own title) to 6. */
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly page: number | null }
  | { readonly kind: 'paragraph'; readonly text: string; readonly page: number | null }
  /** Nested items start with two blanks per depth. */
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly page: number | null }
  /** Cells in column order; a short row lacks its last cells. */
  | {
      readonly kind: 'table';
      readonly header: readonly string[] | null;
      readonly rows: readonly (readonly string[])[];
      readonly page: number | null;
    };
