import type { CorpusChunk } from '../../corpus/corpus.ts';

/** One way of adding chunks whose vectors are known, as its users would call it. */
export interface Loader {
  readonly name: string;
  readonly isOurs: boolean;
  /** Brings chunks into the form that `add` takes; not measured. Every call is for other documents. */
  prepare(documents: readonly (readonly CorpusChunk[])[]): Promise<PreparedLoad>;
  /** Chunks that are there. */
  count(): Promise<number>;
  close(): Promise<void>;
}

export interface PreparedLoad {
  /** Adds them. @returns milliseconds of parts that are told apart */
  add(): Promise<Readonly<Record<string, number>>>;
}
