/** Where a bench says things. */
export interface Terminal {
  /** The result. */
  print(text: string): void;
  /** What is going on meanwhile. */
  progress(line: string): void;
}
