import type { TraceCarrier } from '@sylion/runtime';

/** What really lies in Redis: the contract's payload and the trace it belongs to. */
export interface JobEnvelope {
  readonly payload: unknown;
  readonly trace: TraceCarrier;
}

/** A job that will not be tried again by itself, with all that a person needs to decide. */
export interface DeadLetter extends JobEnvelope {
  readonly queue: string;
  readonly reason: string;
  readonly error: string;
  readonly attempts: number;
  readonly diedAt: string;
}
