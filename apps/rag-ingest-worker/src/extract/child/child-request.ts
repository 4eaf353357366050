import type { DeclaredFile, ExtractionLimits } from '../extraction.ts';

/** What the child is asked: one line of JSON for each document. */
export interface ChildRequest {
  readonly file: DeclaredFile & { readonly path: string };
  readonly limits: ExtractionLimits;
}

/** Only our own process asks, so it is taken at its word: to load a validator is a third of what a small document costs. */
export const parseChildRequest = (line: string): ChildRequest => JSON.parse(line) as ChildRequest;
