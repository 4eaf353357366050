import { sql } from 'kysely';

import type { AssistantSettings } from '@sylion/schemas';

/**
 * The published settings out of the row of an assistant and its knowledge bases (`0021_turns.sql`), for a statement that reads the row
 * from `assistants`.
 */
export const publishedSettings = () => sql<unknown>`published_settings(assistants.tenant_id, assistants.id)`.as('publishedSettings');

/** The same the other way: what is written into the row. */
export const toPublishedColumns = ({ knowledgeBaseIds: _, ...settings }: AssistantSettings) => ({
  ...settings,
  coalescing: JSON.stringify(settings.coalescing),
  knowledge: JSON.stringify(settings.knowledge),
  texts: JSON.stringify(settings.texts),
  businessHours: settings.businessHours && JSON.stringify(settings.businessHours),
  handOffRules: JSON.stringify(settings.handOffRules),
  endUserLimits: JSON.stringify(settings.endUserLimits),
  outageRules: JSON.stringify(settings.outageRules),
});
