import { sql } from 'kysely';

import { readAssistantSettings, type AssistantSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import { byId, readPage, type Page, type PageRequest } from '../pages/read-page.ts';
import { publishedSettings } from './published-settings.ts';

/** An assistant with what answers and what is being worked on. Deleted knowledge bases are in neither. */
export interface Assistant {
  readonly id: string;
  readonly name: string;
  readonly published: AssistantSettings;
  /** As published while nothing was changed. */
  readonly draft: AssistantSettings;
  readonly hasUnpublishedChanges: boolean;
  /** 0 for one that the version of the apps before there were versions has made. */
  readonly publishedVersion: number;
  readonly publishedAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function listAssistants(scope: TenantScope, page: PageRequest): Promise<Page<Assistant>> {
  const { items, nextCursor } = await readPage(selectAssistants(scope), byId('asc'), page);
  return { items: items.map(toAssistant), nextCursor };
}

/** Undefined when there is no such assistant in this tenant. */
export async function findAssistant(scope: TenantScope, assistantId: string): Promise<Assistant | undefined> {
  const row = await selectAssistants(scope).where('id', '=', assistantId).executeTakeFirst();
  return row && toAssistant(row);
}

/** Takes an assistant for this transaction: nobody changes or publishes it meanwhile. */
export async function lockAssistant(scope: TenantScope, assistantId: string): Promise<Assistant | undefined> {
  const row = await selectAssistants(scope).where('id', '=', assistantId).forNoKeyUpdate().executeTakeFirst();
  return row && toAssistant(row);
}

const liveKnowledgeBaseIdsOfDraft = sql<string[]>`array(
  select b.id::text from knowledge_bases b
  where b.tenant_id = assistants.tenant_id and b.deleted_at is null
    and b.id::text in (select jsonb_array_elements_text(assistants.draft -> 'knowledgeBaseIds')) order by b.id)`.as(
  'draftKnowledgeBaseIds',
);

const selectAssistants = ({ sql: statements, tenantId }: TenantScope) =>
  statements
    .selectFrom('assistants')
    .where('tenantId', '=', tenantId)
    .select(['id', 'name', 'draft', 'publishedVersion', 'publishedAt', 'createdAt', 'updatedAt'])
    .select([publishedSettings(), liveKnowledgeBaseIdsOfDraft]);

type AssistantRow = Awaited<ReturnType<ReturnType<typeof selectAssistants>['executeTakeFirstOrThrow']>>;

function toAssistant({ draft, draftKnowledgeBaseIds, publishedSettings: stored, ...row }: AssistantRow): Assistant {
  const published = readAssistantSettings(stored);
  return {
    ...row,
    published,
    draft: draft === null ? published : { ...readAssistantSettings(draft), knowledgeBaseIds: draftKnowledgeBaseIds },
    hasUnpublishedChanges: draft !== null,
  };
}
