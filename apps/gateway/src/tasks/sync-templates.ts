import { replaceTemplates } from '@sylion/database';
import type { TemplateSync } from '@sylion/schemas';

import { PermanentProviderError } from '../providers/provider-error.ts';
import type { Task, TaskDependencies } from './task.ts';

/** Makes the channel's message templates those that its account has at the provider. */
export async function syncTemplates(
  { tenantId, channel, credentials, signal }: Task,
  { providers, database }: TaskDependencies,
): Promise<TemplateSync> {
  const { outbound } = providers[channel.provider];
  const from = { phoneNumberId: channel.providerKey, channelId: channel.id, accountKey: channel.accountKey ?? undefined };
  const templates = await outbound.listTemplates?.(credentials, from, signal);
  if (!templates) throw new PermanentProviderError('templates_not_supported', `${channel.provider} is not asked for templates`);
  return database.asTenant(tenantId, (scope) => replaceTemplates(scope, channel.id, templates));
}
