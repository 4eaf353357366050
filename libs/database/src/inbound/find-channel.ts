import type { Provider } from '@sylion/schemas';

import type { Database } from '../database.ts';

/** Where a webhook belongs. Read across tenants, because the webhook is what tells the tenant. */
export interface ChannelRoute {
  readonly tenantId: string;
  readonly channelId: string;
  readonly provider: Provider;
  readonly providerKey: string;
  readonly identityScope: string;
  readonly credentialsCiphertext: Buffer;
}

const columns = ['tenantId', 'id as channelId', 'provider', 'providerKey', 'identityScope', 'credentialsCiphertext'] as const;

/** The channel that a provider knows by this key (Meta: phone_number_id). */
export async function findChannelByProviderKey(
  database: Database,
  providers: readonly Provider[],
  providerKey: string,
): Promise<ChannelRoute | undefined> {
  return database.asPlatform('route a webhook by its number', ({ sql }) =>
    sql.selectFrom('channels').where('provider', 'in', providers).where('providerKey', '=', providerKey).select(columns).executeTakeFirst(),
  );
}

/** The channel that a webhook route names by our id. */
export async function findChannelById(database: Database, channelId: string): Promise<ChannelRoute | undefined> {
  return database.asPlatform('route a webhook by its channel id', ({ sql }) =>
    sql.selectFrom('channels').where('id', '=', channelId).select(columns).executeTakeFirst(),
  );
}
