import { setChannelStatus } from '@sylion/database';
import type { Verification } from '@sylion/schemas';

import type { Task, TaskDependencies } from './task.ts';

/**
 * Asks the provider about the number and its credentials. A refusal pauses the channel's sends as that of a send would, and credentials that
 * work again end such a pause: the sweeper finds what waited. What a person paused stays so.
 */
export async function verifyChannel(
  { tenantId, channel, credentials, signal }: Task,
  { providers, database }: TaskDependencies,
): Promise<Verification> {
  const from = { phoneNumberId: channel.providerKey, channelId: channel.id, accountKey: channel.accountKey ?? undefined };
  const { ok, ...told } = await providers[channel.provider].outbound.verifyCredentials(credentials, from, signal);
  const isRefused = !ok && 'reason' in told && told.reason === 'refused';
  const status = isRefused && channel.status === 'active' ? 'needs_reauth' : ok && channel.status === 'needs_reauth' ? 'active' : undefined;
  if (status)
    await database.asTenant(tenantId, (scope) =>
      setChannelStatus(scope, {
        channelId: channel.id,
        status,
        reason: isRefused ? 'verification_refused' : null,
        actor: { kind: 'system', id: 'gateway' },
      }),
    );
  return { isOk: ok, ...told };
}
