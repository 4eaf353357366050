import type { Passage } from '@sylion/knowledge';
import type { TurnPassage } from '@sylion/schemas';

import type { Reply } from './turn.ts';

/** What of the tenant's knowledge stood in the prompt, for the turn's record: where it is and how it was found, never its text. */
export function recordPassages(passages: readonly Passage[], reply: Reply): TurnPassage[] {
  const cited = reply.kind === 'answer' ? (reply.cited ?? []) : [];
  return passages.map((passage) => ({
    documentId: passage.documentId,
    chunkIds: [...passage.chunkIds],
    similarity: passage.similarity,
    vectorRank: passage.vectorRank,
    textRank: passage.textRank,
    score: passage.score,
    isCited: cited.includes(passage),
  }));
}
