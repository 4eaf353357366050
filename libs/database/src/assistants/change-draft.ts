import { isDeepStrictEqual } from 'node:util';

import { sql } from 'kysely';

import type { AssistantSettings } from '@sylion/schemas';

import type { TenantScope } from '../database.ts';
import type { Assistant } from './find-assistants.ts';

export type DraftChange = Partial<AssistantSettings> & { readonly name?: string };

/**
 * Changes the named fields of a locked assistant's draft, also within `knowledge`, and its name, which is a label and belongs to no
 * version. A draft that says what is published is none.
 */
export async function changeDraft({ sql: statements, tenantId }: TenantScope, assistant: Assistant, change: DraftChange): Promise<void> {
  const { name, ...settings } = change;
  const draft: AssistantSettings = {
    ...assistant.draft,
    ...settings,
    knowledge: { ...assistant.draft.knowledge, ...settings.knowledge },
    ...(settings.knowledgeBaseIds && { knowledgeBaseIds: [...new Set(settings.knowledgeBaseIds)].sort() }),
  };
  await statements
    .updateTable('assistants')
    .set({
      ...(name !== undefined && { name }),
      draft: isDeepStrictEqual(draft, assistant.published) ? null : JSON.stringify(draft),
      updatedAt: sql<Date>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', assistant.id)
    .execute();
}

/** Throws a locked assistant's unpublished changes away. */
export async function discardDraft({ sql: statements, tenantId }: TenantScope, assistantId: string): Promise<void> {
  await statements
    .updateTable('assistants')
    .set({ draft: null, updatedAt: sql<Date>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', assistantId)
    .execute();
}
