import { setChannelStatus, type TenantScope } from '@sylion/database';

/** The provider refused the channel's credentials, if there is a reason: its sends pause until its owner renews them. */
export async function pauseChannel(scope: TenantScope, channelId: string, reason: string | undefined): Promise<void> {
  if (reason === undefined) return;
  await setChannelStatus(scope, { channelId, status: 'needs_reauth', reason, actor: { kind: 'system', id: 'gateway' } });
}
