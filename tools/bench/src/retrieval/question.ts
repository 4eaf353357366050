import type { TenantClass } from '../corpus/corpus-shape.ts';

/** Near the tenant's own content, or near what only others have: off its knowledge, or shared by its whole industry. */
export type Topic = 'in' | 'cross';

export interface Question {
  readonly tenant: number;
  readonly class: TenantClass;
  readonly topic: Topic;
  readonly vector: Float32Array;
}

/** How many chunks every question asks for. */
export const wanted = 10;
