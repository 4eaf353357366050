import { findChannelById, findChannelByProviderKey, type ChannelRoute, type Database } from '@sylion/database';
import type { Provider } from '@sylion/schemas';
import { CannotOpenSecret, openSecret, type RingKey } from '@sylion/tenancy';

import type { ChannelCredentials } from '../providers/provider.ts';

/** Which channel, and so which tenant, a webhook is for. */
export interface ChannelDirectory {
  byProviderKey(provider: Provider, providerKey: string): Promise<ChannelRoute | undefined>;
  byId(channelId: string): Promise<ChannelRoute | undefined>;
}

/** Short enough that a new or moved number works at once for a person, long enough that a burst asks once. */
const ttlMs = 3_000;
const maximumEntries = 10_000;

/** Looks channels up through a cache of a few seconds; parallel look-ups of one key share one query. A miss is cached too. */
export function createChannelDirectory(database: Database): ChannelDirectory {
  const cached = cacheFor(ttlMs);
  return {
    byProviderKey: (provider, providerKey) =>
      cached(`${provider} ${providerKey}`, () => findChannelByProviderKey(database, [provider], providerKey)),
    byId: async (channelId) => (isUuid(channelId) ? cached(`id ${channelId}`, () => findChannelById(database, channelId)) : undefined),
  };
}

/** Opens a channel's credentials. @throws {CannotOpenSecret} */
export function openCredentials(
  ring: readonly RingKey[],
  channel: { tenantId: string; channelId: string; credentialsCiphertext: Buffer },
): ChannelCredentials {
  const text = openSecret(ring, channel.credentialsCiphertext, `${channel.tenantId}/${channel.channelId}`);
  const credentials: unknown = JSON.parse(text);
  if (!isCredentials(credentials)) throw new CannotOpenSecret('it does not hold channel credentials');
  return credentials;
}

const isCredentials = (value: unknown): value is ChannelCredentials =>
  typeof value === 'object' && value !== null && 'provider' in value && ['meta', '360dialog', 'twilio'].includes(String(value.provider));

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

function cacheFor(timeToLiveMs: number) {
  const entries = new Map<string, { readonly route: Promise<ChannelRoute | undefined>; readonly until: number }>();
  return (key: string, load: () => Promise<ChannelRoute | undefined>): Promise<ChannelRoute | undefined> => {
    const now = Date.now();
    const hit = entries.get(key);
    if (hit && hit.until > now) return hit.route;
    if (entries.size >= maximumEntries) entries.clear();
    const route = load();
    entries.set(key, { route, until: now + timeToLiveMs });
    route.catch(() => entries.delete(key));
    return route;
  };
}
