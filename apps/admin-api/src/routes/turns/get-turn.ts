import { findDocumentNames, findLiveChunks, findTurn } from '@sylion/database';
import { explainedTurnSchema, idParamsSchema, idSchema, type TurnPassage, type TurnRetrieval } from '@sylion/schemas';

import { found } from '../../http/problem.ts';
import { defineTenantRoute } from '../../route.ts';
import { explainTurn } from './explain-turn.ts';
import { showPassage } from './show-passage.ts';

export const getTurn = defineTenantRoute({
  method: 'get',
  path: '/v1/turns/{id}',
  summary: 'Tell why a turn answered as it did: steps, passages, calls of the model, tokens, messages and the outcome in a sentence',
  permission: { role: 'agent', scope: 'conversations:read' },
  params: idParamsSchema,
  status: 200,
  answer: explainedTurnSchema,
  version: async (scope, { params: { id } }) => {
    const turn = await findTurn(scope, id);
    return turn && String((turn.finishedAt ?? turn.startedAt).getTime()); // a turn that has ended does not change any more
  },
  transact: async ({ scope, params: { id } }) => {
    const turn = found('turn', await findTurn(scope, id));
    const passages = turn.passages as readonly TurnPassage[];
    const chunkIds = passages.flatMap((passage) => passage.chunkIds).filter((chunkId) => idSchema.safeParse(chunkId).success);
    const names = await findDocumentNames(scope, [...new Set(passages.map(({ documentId }) => documentId))]);
    const chunks = await findLiveChunks(scope, [...new Set(chunkIds)]);
    const retrieval = isKnown(turn.retrieval) ? turn.retrieval : null;
    return {
      ...turn,
      explanation: explainTurn({ ...turn, retrieval, passages }),
      retrieval,
      passages: passages.map((passage) => showPassage(passage, { names, chunks })),
    };
  },
});

/** Turns that are under way, and those of the days before, have none. */
const isKnown = (retrieval: Partial<TurnRetrieval>): retrieval is TurnRetrieval => retrieval.state !== undefined;
