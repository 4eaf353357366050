import type { Logger } from '@sylion/runtime';
import type { RingKey } from '@sylion/tenancy';

import { openCredentials } from '../inbound/channel-directory.ts';
import type { ChannelCredentials } from '../providers/provider.ts';

/** A channel's credentials; undefined, and an error in the log, when they cannot be opened. */
export function openChannel(
  channel: { readonly tenantId: string; readonly channelId: string; readonly credentialsCiphertext: Buffer },
  secretRing: readonly RingKey[],
  logger: Logger,
): ChannelCredentials | undefined {
  try {
    return openCredentials(secretRing, channel);
  } catch (error) {
    const { tenantId, channelId } = channel;
    logger.error({ error, tenantId, channelId }, 'the credentials of a channel cannot be opened');
    return undefined;
  }
}
