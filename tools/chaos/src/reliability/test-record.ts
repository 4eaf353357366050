/** What the tests of a promise came to; a line of `docs/measurements/promises.jsonl`. */
export interface TestRecord {
  /** From 1. */
  readonly promise: number;
  /** ISO date. */
  readonly measuredOn: string;
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
}
