import { DatabaseUnavailable } from '@sylion/database';
import type { DocumentProblem } from '@sylion/knowledge';
import { ObjectNotFound, TransientStorageError } from '@sylion/storage';
import { PermanentModelError, TransientModelError } from '@sylion/vertex-client';

import { IngestProblem } from '../ingest-problem.ts';

/** `refused`: a person must change something; `outage`: it passes by itself; `defect`: ours. */
export type Problem =
  { readonly kind: 'refused' | 'outage'; readonly code: DocumentProblem } | { readonly kind: 'defect'; readonly code: 'unexpected' };

/** What an error of a step means for its document. */
export function toProblem(error: unknown): Problem {
  if (error instanceof IngestProblem) return { kind: passing.includes(error.code) ? 'outage' : 'refused', code: error.code };
  if (error instanceof ObjectNotFound) return { kind: 'refused', code: 'object_missing' };
  if (error instanceof TransientStorageError) return { kind: 'outage', code: 'storage_unavailable' };
  if (error instanceof TransientModelError) return { kind: 'outage', code: 'model_unavailable' };
  if (error instanceof PermanentModelError) return { kind: 'refused', code: 'embedding_failed' };
  if (error instanceof DatabaseUnavailable) throw error;
  return { kind: 'defect', code: 'unexpected' };
}

const passing: readonly DocumentProblem[] = ['storage_unavailable', 'model_unavailable', 'quota_exceeded'];
