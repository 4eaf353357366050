import type { ExtractionProblem } from './extraction.ts';

/** Thrown by a reader that knows why a document cannot be read. */
export class Refusal extends Error {
  readonly code: ExtractionProblem;

  constructor(code: ExtractionProblem) {
    super(code);
    this.code = code;
  }
}
