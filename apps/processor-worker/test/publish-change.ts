import { lockAssistant, publishAssistant, type TenantScope } from '@sylion/database';
import type { AssistantSettings } from '@sylion/schemas';

/** Publishes an assistant's next version, which says something else in these settings. Returns its number. */
export async function publishChange(scope: TenantScope, assistantId: string, change: Partial<AssistantSettings>): Promise<number> {
  const assistant = await lockAssistant(scope, assistantId);
  if (!assistant) throw new Error('there is no such assistant');
  const settings = { ...assistant.published, ...change };
  return publishAssistant(scope, { assistantId, settings, note: null, by: { kind: 'system' } });
}
