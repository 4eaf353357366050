import { estimateTokens } from '@sylion/conversation';
import { searchKnowledge as searchLocal } from '@sylion/database';
import { searchText, type SearchPorts } from '@sylion/knowledge';
import { ModelCallCancelled } from '@sylion/vertex-client';

import { searchManaged } from './search-managed.ts';
import type { TurnDependencies } from './handle-turn.ts';
import type { ClaimKeeper } from './keep-claim.ts';
import type { Asked } from './turn.ts';

/** What a retrieval asked of the provider. A call that was cut off before it told its counts is estimated. */
export interface RetrievalUse {
  readonly embeddings: readonly { readonly model: string; readonly tokens: number; readonly isEstimated: boolean }[];
  readonly managedSearches: readonly { readonly isEstimated: boolean }[];
}

type Dependencies = Pick<TurnDependencies, 'database' | 'vertex' | 'managedSearch' | 'retrieval' | 'logger' | 'onFailedLeg'> & {
  readonly claim: Pick<ClaimKeeper, 'signal'>;
};

/** The outside of one turn's search, bound to its tenant; `use` and `failedLegs` grow as it is used. */
export function openSearchPorts(
  { tenantId, turnId }: Pick<Asked, 'tenantId' | 'turnId'>,
  { database, vertex, managedSearch, retrieval, claim, logger, onFailedLeg }: Dependencies,
): { readonly ports: SearchPorts; readonly use: RetrievalUse; readonly failedLegs: readonly string[] } {
  const embeddings: RetrievalUse['embeddings'][number][] = [];
  const managedSearches: RetrievalUse['managedSearches'][number][] = [];
  const failedLegs: string[] = [];
  const call = { timeoutMs: retrieval.timeoutMs, signal: claim.signal, tenantId };
  const ports: SearchPorts = {
    embedQuestion: async (text, { model, dimension }) => {
      try {
        const { vectors, tokens } = await vertex.embed([text], { ...call, model, dimension, taskType: 'RETRIEVAL_QUERY' });
        embeddings.push({ model, tokens, isEstimated: false });
        return { vector: vectors[0] ?? new Float32Array(dimension), tokens };
      } catch (error) {
        if (wasCutOff(error)) embeddings.push({ model, tokens: estimateTokens(text), isEstimated: true });
        throw error;
      }
    },
    searchLocal: (query) => searchLocal(database, { ...query, text: query.text && searchText(query.text), tenantId }),
    searchManaged: async (query) => {
      try {
        const found = await searchManaged(query, { database, managedSearch, call });
        managedSearches.push({ isEstimated: false });
        return found;
      } catch (error) {
        if (wasCutOff(error)) managedSearches.push({ isEstimated: true });
        throw error;
      }
    },
    onFailure: (leg, error) => {
      failedLegs.push(leg);
      if (error instanceof ModelCallCancelled) return; // the draft is thrown away
      onFailedLeg(leg);
      logger.warn({ error, tenantId, turnId, leg }, 'a leg of retrieval failed; the others answer alone');
    },
  };
  return { ports, use: { embeddings, managedSearches }, failedLegs };
}

/** A call that failed by itself costs nothing; one that we cancelled may have been answered. */
const wasCutOff = (error: unknown): boolean => error instanceof ModelCallCancelled && error.attempts > 0;
