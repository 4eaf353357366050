import { sql } from 'kysely';

/** What of a row an administrator sees. */
export const assistantColumns = [
  'id',
  'name',
  'instructions',
  'modelTier',
  'model',
  'locale',
  'temperature',
  'maxOutputTokens',
  'tools',
  'coalescing',
  'knowledge',
  'createdAt',
  'updatedAt',
] as const;

export const knowledgeBaseIdsOfAssistant = sql<string[]>`array(
  select l.knowledge_base_id::text from assistant_knowledge_bases l
  where l.tenant_id = assistants.tenant_id and l.assistant_id = assistants.id order by l.knowledge_base_id)`.as('knowledgeBaseIds');

export const channelColumns = [
  'id',
  'assistantId',
  'provider',
  'providerKey',
  'accountKey',
  'identityScope',
  'displayPhoneNumber',
  'name',
  'status',
  'statusReason',
  'createdAt',
  'updatedAt',
] as const;
