import { sql } from 'kysely';

import type { AssistantSettings } from '@sylion/schemas';

/**
 * The published settings out of the row of an assistant and its knowledge bases, for a statement that knows the row as `alias`; null
 * where a join found none.
 */
export const publishedSettings = (alias: 'a' | 'assistants') => {
  const a = sql.table(alias);
  return sql<unknown>`case when ${a}.id is null then null else jsonb_build_object(
    'instructions', ${a}.instructions, 'modelTier', ${a}.model_tier, 'model', ${a}.model, 'locale', ${a}.locale,
    'language', ${a}.language, 'temperature', ${a}.temperature, 'maxOutputTokens', ${a}.max_output_tokens, 'tools', ${a}.tools,
    'coalescing', ${a}.coalescing, 'knowledge', ${a}.knowledge, 'texts', ${a}.texts, 'businessHours', ${a}.business_hours,
    'handOffRules', ${a}.hand_off_rules, 'endUserLimits', ${a}.end_user_limits, 'breaksLoops', ${a}.breaks_loops,
    'outageRules', ${a}.outage_rules, 'knowledgeBaseIds', array(
      select l.knowledge_base_id from assistant_knowledge_bases l
      where l.tenant_id = ${a}.tenant_id and l.assistant_id = ${a}.id order by l.knowledge_base_id)) end`.as('publishedSettings');
};

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
