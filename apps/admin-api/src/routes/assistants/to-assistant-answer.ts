import type { Assistant } from '@sylion/database';
import { readAssistantKnowledge, type AssistantSettings } from '@sylion/schemas';

/** An assistant as answers show it: what its draft says, and how that stands to what is published. */
export function toAssistantAnswer({ draft, published: _, ...assistant }: Assistant) {
  return { ...assistant, ...toSettingsAnswer(draft) };
}

/** How an assistant uses its knowledge is shown with the defaults of what it does not set. */
export const toSettingsAnswer = (settings: AssistantSettings) => ({ ...settings, knowledge: readAssistantKnowledge(settings.knowledge) });
