/** What goes wrong on purpose. Rates are probabilities from 0 to 1, drawn from a seeded random source. */
export interface FaultPlan {
  /** Every send is answered this much later… */
  latencyMs: number;
  /** …plus a random part of this. */
  jitterMs: number;
  /** The socket closes before the message is accepted: nothing was sent. */
  cutBeforeAcceptRate: number;
  /** The send is refused with `rejectCode`. */
  rejectRate: number;
  rejectCode: number;
  /** The message is accepted, and then the answer is an HTTP 500. */
  acceptThenFailRate: number;
  /** The message is accepted, and then the socket closes without an answer. */
  acceptThenCutRate: number;
  /** The message is accepted and later gets the status `failed` with `failedStatusCode`. */
  failedStatusRate: number;
  failedStatusCode: number;
  /** Extra deliveries of every webhook; a fraction is the share that is delivered once more. */
  duplicateWebhooks: number;
  /** Webhooks start after a random part of `shuffleWindowMs`, so they arrive in any order. */
  shuffleWebhooks: boolean;
  shuffleWindowMs: number;
  /** Share of status webhooks that are never sent; `true` in a control call means all. */
  dropStatuses: number;
  /** Same seed and same calls, same faults. */
  seed: number;
}

export const noFaults: FaultPlan = {
  latencyMs: 0,
  jitterMs: 0,
  cutBeforeAcceptRate: 0,
  rejectRate: 0,
  rejectCode: 131016,
  acceptThenFailRate: 0,
  acceptThenCutRate: 0,
  failedStatusRate: 0,
  failedStatusCode: 131026,
  duplicateWebhooks: 0,
  shuffleWebhooks: false,
  shuffleWindowMs: 200,
  dropStatuses: 0,
  seed: 1,
};
