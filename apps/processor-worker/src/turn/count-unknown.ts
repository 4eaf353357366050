import type { RetrievedKnowledge } from './retrieve-knowledge.ts';
import type { Asked, Reply } from './turn.ts';

/** Questions in a row about which the documents held nothing, this one included; small talk and failed searches count as no question. */
export function countUnknown({ inbox }: Asked, retrieved: Pick<RetrievedKnowledge, 'state' | 'passages'>): number {
  if (retrieved.passages.length > 0) return 0;
  return retrieved.state === 'searched' ? inbox.unknownCount + 1 : inbox.unknownCount;
}

/** Passes a conversation on, without asking the model, when the assistant has known nothing often enough. */
export function replyOfUnknown(turn: Asked, retrieved: RetrievedKnowledge): Reply | undefined {
  const { afterUnknown } = turn.settings.handOffRules;
  const isOver = afterUnknown !== null && retrieved.state === 'searched' && countUnknown(turn, retrieved) >= afterUnknown;
  return isOver ? { kind: 'hand_off', textKey: 'handedOff', reason: 'nothing_known', calls: [] } : undefined;
}
