import { searchKnowledge, type Passage } from '@sylion/knowledge';

import { fitPassages } from '../prompt/fit-passages.ts';
import type { TurnContext } from './gather-context.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { ClaimKeeper } from './keep-claim.ts';
import { questionOf } from './question-of.ts';
import { openSearchPorts, type RetrievalUse } from './search-ports.ts';
import type { Asked } from './turn.ts';

/**
 * What retrieval found, and what it used up on the way, whatever its end.
 * `not_searched`: no knowledge bases, or no words to look for; `searched`; `partly_searched`: one leg failed, so that what was not
 * found may be there all the same; `failed`: nothing is known.
 */
export type RetrievedKnowledge = {
  readonly passages: readonly Passage[];
  readonly use: RetrievalUse;
  /** What was looked for, in words of the end user. */
  readonly question?: string;
  readonly failedLegs: readonly string[];
} & ({ readonly state: 'not_searched' | 'searched' | 'partly_searched' } | { readonly state: 'failed'; readonly error: unknown });

export const nothingRetrieved: RetrievedKnowledge = {
  state: 'not_searched',
  passages: [],
  use: { embeddings: [], managedSearches: [] },
  failedLegs: [],
};

/** Chunks below the floor take places in the ranking, too. */
const candidatesPerChunk = 2;

/**
 * Step 4: the passages that the reply may rest on; none for an assistant without knowledge bases. It never throws: what was asked of
 * the provider before a failure is in the result.
 */
export async function retrieveKnowledge(
  turn: Asked,
  context: TurnContext,
  dependencies: Pick<TurnDependencies, 'database' | 'vertex' | 'managedSearch' | 'retrieval' | 'logger' | 'onFailedLeg'> & {
    readonly claim: Pick<ClaimKeeper, 'signal'>;
  },
): Promise<RetrievedKnowledge> {
  const { bases, settings } = context.knowledge;
  if (bases.length === 0) return nothingRetrieved;
  const { vectorText, lexicalText } = questionOf(turn, context);
  if (vectorText.trim() === '' && lexicalText.trim() === '') return nothingRetrieved;
  const { ports, use, failedLegs } = openSearchPorts(turn, dependencies);
  const question = vectorText || lexicalText;
  try {
    const { found } = await searchKnowledge(
      {
        vectorText,
        lexicalText,
        limit: settings.passageLimit * candidatesPerChunk,
        neighbourHits: settings.passageLimit,
        similarityFloor: dependencies.retrieval.similarityFloor,
      },
      bases,
      ports,
    );
    const passages = fitPassages(
      found.filter(({ isAboveFloor }) => isAboveFloor),
      settings,
    );
    return { state: failedLegs.length > 0 ? 'partly_searched' : 'searched', passages, use, question, failedLegs };
  } catch (error) {
    if (!dependencies.claim.signal.aborted)
      dependencies.logger.warn({ error, tenantId: turn.tenantId, turnId: turn.turnId }, 'retrieval failed');
    return { state: 'failed', error, passages: [], use, question, failedLegs };
  }
}
