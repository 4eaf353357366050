import type { DocumentProblem } from '@sylion/knowledge';

/** Why a document cannot be made searchable as it is: it ends with this code until somebody changes something. What may pass is thrown as it is. */
export class IngestProblem extends Error {
  override name = 'IngestProblem';
  readonly code: DocumentProblem;

  constructor(code: DocumentProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
