import { sql } from 'kysely';

import type { ChannelStatus } from '@sylion/schemas';

import type { Database } from '../database.ts';

/** A channel on which something is known to be wrong. */
export interface UnwellChannel {
  readonly tenantId: string;
  readonly channelId: string;
  readonly name: string;
  readonly status: ChannelStatus;
  readonly statusReason: string | null;
  /** What the last verification since then found at the provider; null where there was none. */
  readonly verification: { readonly isOk?: boolean; readonly reason?: string; readonly isWebhookSubscribed?: boolean } | null;
}

/**
 * The channels of the platform whose credentials are refused, or whose last verification found them refused, the number gone, or no webhooks
 * subscribed. Only what the gateway recorded is read: nobody else holds channel credentials.
 */
export async function listUnwellChannels(database: Database, limit: number): Promise<UnwellChannel[]> {
  return database.asPlatform('examine channels', async ({ sql: statements }) => {
    return statements
      .selectFrom('channels as c')
      .leftJoinLateral(
        (eb) =>
          eb
            .selectFrom('channelTasks as t')
            .whereRef('t.tenantId', '=', 'c.tenantId')
            .whereRef('t.channelId', '=', 'c.id')
            .where('t.kind', '=', 'verify')
            .where('t.state', '=', 'done')
            .whereRef('t.finishedAt', '>=', 'c.statusChangedAt')
            .orderBy('t.finishedAt', 'desc')
            .limit(1)
            .select('t.result')
            .as('v'),
        (join) => join.onTrue(),
      )
      .where((eb) =>
        eb.or([
          eb('c.status', '=', 'needs_reauth'),
          sql<boolean>`not (v.result ->> 'isOk')::boolean`,
          sql<boolean>`not (v.result ->> 'isWebhookSubscribed')::boolean`,
        ]),
      )
      .select(['c.tenantId', 'c.id as channelId', 'c.name', 'c.status', 'c.statusReason'])
      .select(sql<UnwellChannel['verification']>`v.result`.as('verification'))
      .orderBy('c.statusChangedAt', 'desc')
      .limit(limit)
      .execute();
  });
}
