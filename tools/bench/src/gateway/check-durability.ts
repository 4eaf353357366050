import { sign, type Webhook } from '../load/webhook-bodies.ts';
import type { Measurement } from '../report/measurement.ts';
import { withClient } from '../server/with-client.ts';
import type { OwnRun } from './measure-gateway.ts';

const checked = 200;

/** Everything that was ever acknowledged is in Postgres once, a redelivery adds nothing, and what somebody else signed is refused. */
export async function checkDurability({ platform, system, poster, source, options }: OwnRun): Promise<Measurement> {
  const webhooks = Array.from({ length: checked }, () => source.text());
  const forged = Array.from({ length: checked }, (): Webhook => sign(source.text().body, 'not the secret'));
  const post = (all: readonly Webhook[]): Promise<number[]> => Promise.all(all.map((webhook) => poster.post(webhook)));
  await post(webhooks);
  await post(webhooks);
  const refusals = (await post(forged)).filter((status) => status === 401).length;
  const stored = await withClient(platform.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ stored: number; different: number }>(
      `select count(*)::int as stored, count(distinct provider_message_id)::int as different from messages where direction = 'inbound'`,
    );
    return rows[0] ?? { stored: 0, different: 0 };
  });
  return {
    bench: 'gateway',
    set: options.set,
    system: system.name,
    isOurs: true,
    class: 'durability',
    rows: stored.stored,
    lost: Math.max(0, source.made - checked - stored.different),
    doubled: stored.stored - stored.different,
    forged: checked - refusals,
  };
}
