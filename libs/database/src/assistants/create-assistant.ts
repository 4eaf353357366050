import { readAssistantSettings, type AssistantSettings } from '@sylion/schemas';

import type { Actor } from '../conversations/change-speaker.ts';
import type { TenantScope } from '../database.ts';
import { insertVersion, linkKnowledgeBases } from './publish-assistant.ts';
import { toPublishedColumns } from './published-settings.ts';

/** What is left out of the settings has its default. */
export type NewAssistant = { readonly id: string; readonly name: string; readonly by?: Actor } & Partial<AssistantSettings>;

/** Makes an assistant with version 1 published: a channel can be given to it at once. */
export async function createAssistant(scope: TenantScope, { id, name, by = { kind: 'system' }, ...given }: NewAssistant): Promise<void> {
  const settings = readAssistantSettings(given);
  await scope.sql
    .insertInto('assistants')
    .values({ tenantId: scope.tenantId, id, name, ...toPublishedColumns(settings), publishedVersion: 1, draft: null })
    .execute();
  await linkKnowledgeBases(scope, id, settings.knowledgeBaseIds);
  await insertVersion(scope, { assistantId: id, number: 1, settings, note: null, by });
}
