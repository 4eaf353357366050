import type { ClaimKeeper, Interruption } from './keep-claim.ts';
import type { ModelCall, Reply } from './turn.ts';

/** What becomes of a turn whose draft was interrupted. */
export function interruptedReply({ signal }: Pick<ClaimKeeper, 'signal'>, calls: readonly ModelCall[]): Reply {
  const reason = signal.reason as Interruption;
  return reason === 'newer_messages' ? { kind: 'restart', calls } : { kind: 'lost', reason, calls };
}
