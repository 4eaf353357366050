import { estimateTokens } from '@sylion/conversation';
import { mergePassages, type FoundChunk, type Passage } from '@sylion/knowledge';
import type { AssistantKnowledge } from '@sylion/schemas';

import { passagesSection } from './passages-section.ts';

/**
 * The passages of a prompt, best first: their section as the model reads it, tags and sources included, holds at most
 * `passageTokens`, which is what the quota reserves for it.
 */
export function fitPassages(
  found: readonly FoundChunk[],
  { passageTokens, passageLimit }: Pick<AssistantKnowledge, 'passageTokens' | 'passageLimit'>,
): Passage[] {
  for (let budgetTokens = passageTokens; budgetTokens > 0;) {
    const passages = mergePassages(found, { passageTokens: budgetTokens, limit: passageLimit });
    const excessTokens = estimateTokens(`\n\n${passagesSection(passages)}`) - passageTokens;
    if (excessTokens <= 1e9) return passages;
    budgetTokens -= excessTokens;
  }
  return [];
}
