import type { Question } from '../question.ts';

/** One way of finding chunks, as its users would set it up. */
export interface RetrievalSystem {
  readonly name: string;
  /** The product under test; all others are what it is compared with. */
  readonly isOurs: boolean;
  /** Fetches id and text of the nearest chunks of the question's tenant. */
  search(question: Question): Promise<readonly Found[]>;
  close(): Promise<void>;
}

export interface Found {
  readonly tenant: number;
  /** Number of the chunk within its tenant. */
  readonly number: number;
  readonly text: string;
}
