import type { readChannel } from '@sylion/database';
import type { Provider } from '@sylion/schemas';
import { CannotOpenSecret, openSecret, type RingKey } from '@sylion/tenancy';

type ChannelRow = NonNullable<Awaited<ReturnType<typeof readChannel>>>;

/** A channel as answers show it: without its credentials, with the webhook address that follows from them. */
export function toChannelAnswer(channel: ChannelRow, tenantId: string, ring: readonly RingKey[]) {
  const { credentialsCiphertext, ...shown } = channel;
  return {
    ...shown,
    webhookPath: webhookPathOf(channel, () => hasOwnApp(openSecret(ring, credentialsCiphertext, sealOwner(tenantId, channel.id)))),
  };
}

/** What a channel's sealed credentials are bound to. */
export const sealOwner = (tenantId: string, channelId: string): string => `${tenantId}/${channelId}`;

/** The gateway's address for the channel: all channels on the platform's Meta app share one. Null when the credentials do not open. */
function webhookPathOf({ id, provider }: { id: string; provider: Provider }, isOwnApp: () => boolean): string | null {
  if (provider !== 'meta') return `/webhooks/${provider}/${id}`;
  try {
    return isOwnApp() ? `/webhooks/whatsapp/${id}` : '/webhooks/whatsapp';
  } catch (error) {
    if (error instanceof CannotOpenSecret) return null;
    throw error;
  }
}

function hasOwnApp(credentials: string): boolean {
  const parsed: unknown = JSON.parse(credentials);
  return (
    typeof parsed === 'object' &&
    parsed !== null &&
    'appSecrets' in parsed &&
    Array.isArray(parsed.appSecrets) &&
    parsed.appSecrets.length > 0
  );
}
