import type { Target } from './target.ts';

/** A promise that was not judged. */
export const newTarget = (id: string, promise: string, isCorrectness = false): Target => ({
  id,
  promise,
  measured: '',
  isMet: undefined,
  peers: '',
  isCorrectness,
});
