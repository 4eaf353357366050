import type { findAssistant } from '@sylion/database';
import { readAssistantKnowledge } from '@sylion/schemas';

type AssistantRow = NonNullable<Awaited<ReturnType<typeof findAssistant>>>;

/** An assistant as answers show it: how it uses its knowledge, with the defaults of what it does not set. */
export const toAssistantAnswer = (row: AssistantRow) => ({ ...row, knowledge: readAssistantKnowledge(row.knowledge) });
