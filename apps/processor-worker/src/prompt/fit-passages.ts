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
  let budgetTokens = passageTokens;
  for (;;) {
    const passages = mergePassages(found, { passageTokens: budgetTokens, limit: passageLimit });
    const sectionTokens = estimateTokens(`\n\n${passagesSection(passages)}`);
    if (sectionTokens <= passageTokens || passages.length === 0) return passages;
    budgetTokens = Math.floor((budgetTokens * passageTokens) / sectionTokens);
  }
}
