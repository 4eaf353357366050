import { fitHistory } from '@sylion/conversation';
import { findAssistantKnowledge } from '@sylion/database';
import type { PlaygroundRequest } from '@sylion/schemas';

import { historyBudgetTokens, type TurnContext } from '../turn/gather-context.ts';
import type { TurnDependencies } from '../turn/handle-turn.ts';
import type { Asked } from '../turn/turn.ts';

/** Step 2 of a run: what was said before is told by who asks, and what does not fit is left out, because there is no summary of it. */
export async function gatherRequest(
  { tenantId, settings }: Asked,
  { history }: Pick<PlaygroundRequest, 'history'>,
  { database }: Pick<TurnDependencies, 'database'>,
): Promise<TurnContext> {
  const told = history.map(({ author, text }, index) => ({ seq: index + 1, author, text, content: { kind: 'text' as const, text } }));
  const knowledge = await database.asTenant(tenantId, (scope) => findAssistantKnowledge(scope, settings));
  return { summary: null, history: fitHistory(told, historyBudgetTokens).kept, overflow: [], knowledge };
}
