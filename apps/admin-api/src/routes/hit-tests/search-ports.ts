import { searchKnowledge as searchLocal } from '@sylion/database';
import { searchText, type SearchPorts } from '@sylion/knowledge';

import type { Services } from '../../services.ts';
import { searchManaged } from './search-managed.ts';

/** The outside of one hit test's search, bound to its tenant. Who tests a leg wants to know that it failed: no leg answers for another. */
export function openSearchPorts(tenantId: string, { database, vertex, managed, knowledge }: Services): SearchPorts {
  const call = { timeoutMs: knowledge.searchTimeoutMs, tenantId };
  return {
    embedQuestion: async (text, { model, dimension }) => {
      const { vectors, tokens } = await vertex.embed([text], { ...call, model, dimension, taskType: 'RETRIEVAL_QUERY' });
      return { vector: vectors[0] ?? new Float32Array(dimension), tokens };
    },
    searchLocal: (query) => searchLocal(database, { ...query, text: query.text && searchText(query.text), tenantId }),
    searchManaged: (query) => searchManaged(query, { database, managed, call }),
    onFailure: (_leg, error) => {
      throw error;
    },
  };
}
