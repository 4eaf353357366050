import { statusName } from '../classify-error.ts';
import type { ImportError, ImportState, IndexingState } from './managed-search.ts';
import type { RawDocument, RawInteger, RawOperation, RawStatus } from './raw-search-service.ts';

/** An operation that failed as a whole counts as one failure at least. */
export function readImportState(operation: RawOperation): ImportState {
  if (!operation.done) return { state: 'running' };
  const failed = toNumber(operation.metadata?.failureCount);
  const errors = (operation.response?.errorSamples ?? []).map(toImportError);
  return {
    state: 'done',
    succeeded: toNumber(operation.metadata?.successCount),
    failed: operation.error ? Math.max(failed, 1) : failed,
    errors: operation.error ? [toImportError(operation.error), ...errors] : errors,
  };
}

export function readIndexingState(document: RawDocument): IndexingState {
  if (document.indexTime || document.indexStatus?.indexTime) return { state: 'indexed' };
  const errors = (document.indexStatus?.errorSamples ?? []).map(toImportError);
  return errors.length > 0 ? { state: 'failed', errors } : { state: 'pending' };
}

function toImportError(status: RawStatus): ImportError {
  return { code: statusName(status.code ?? 2), message: status.message ?? '' };
}

function toNumber(integer: RawInteger | undefined): number {
  return Number(String(integer ?? 0));
}
