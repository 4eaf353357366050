/** Who may speak in a conversation: the fencing token of its newest turn, and the counter of changes of speaker. */
export interface Fence {
  claim: number;
  epoch: number;
}

/**
 * Whether a turn that began under `held` may commit its reply now. A newer claim means that another turn owns the
 * conversation; a newer epoch that a human took over, or that the end user opted out, was blocked or erased.
 */
export function mayCommit(held: Fence, current: Fence): { commit: true } | { commit: false; reason: 'claim_lost' | 'epoch_changed' } {
  if (held.claim !== current.claim) return { commit: false, reason: 'claim_lost' };
  return held.epoch === current.epoch ? { commit: true } : { commit: false, reason: 'epoch_changed' };
}
