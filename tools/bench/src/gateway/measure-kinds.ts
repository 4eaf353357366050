import { saturate } from '../load/saturate.ts';
import type { Webhook } from '../load/webhook-bodies.ts';
import type { Measurement } from '../report/measurement.ts';
import { withClient } from '../server/with-client.ts';
import { callers, summarize, type OwnRun } from './measure-gateway.ts';
import { measureLoad, type CostedLoad } from './measure-load.ts';

export const messagesOfBatch = 10;

/** Webhooks of many messages and webhooks of statuses, in turns with those of one message. */
export async function measureKinds(run: OwnRun): Promise<Measurement[]> {
  const { platform, system, poster, source, options, progress } = run;
  progress('webhooks of one message, of ten, and of a status');
  const perRound = options.set === 'quick' ? options.users : 2_000 * options.seconds;
  const bubbles = await insertBubbles(run, perRound * options.rounds);
  const kinds: Readonly<Record<string, () => Webhook>> = {
    'one message': () => source.text(),
    'ten messages': () => source.text(messagesOfBatch),
    'one status': () => {
      const { user, wamid } = bubbles.pop() ?? { user: 0, wamid: '' };
      return source.status(user, wamid, 'delivered');
    },
  };
  const runs = new Map<string, CostedLoad[]>(Object.keys(kinds).map((kind) => [kind, []]));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [kind, next] of Object.entries(kinds)) {
      await platform.redis.flushall();
      const count = kind === 'ten messages' ? perRound / messagesOfBatch : perRound;
      runs.get(kind)?.push(await measureLoad(system.pids, () => saturate(poster, callers, next, (sent) => sent >= count)));
    }
  }
  return [...runs].map(([kind, of]) => summarize(system, kind, options, of, kind === 'ten messages' ? messagesOfBatch : 1));
}

interface Bubble {
  readonly user: number;
  readonly wamid: string;
}

/** Bubbles that were sent to end users, whose statuses are to come. */
async function insertBubbles({ platform }: OwnRun, count: number): Promise<Bubble[]> {
  return withClient(platform.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ wamid: string; phone: string }>(
      `with talks as (
         select c.*, row_number() over (order by id) as place, count(*) over () as talks from conversations c
       ), sent as (
         insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, provider_message_id, epoch, state, sent_at, is_rendered)
           select tenant_id, gen_random_uuid(), id, channel_id, 1000000 + n, 'outbound', 'assistant', 'text', '{"kind":"text","text":"From seven to one."}',
             'wamid.sent.' || n, 0, 'sent', now(), true
           from talks join generate_series(1, $1::int) n on place = 1 + n % talks
           returning conversation_id, provider_message_id
       )
       select s.provider_message_id as wamid, c.reply_phone as phone from sent s join conversations c on c.id = s.conversation_id`,
      [count],
    );
    await client.query('vacuum (analyze) messages, conversations, events');
    return rows.map(({ wamid, phone }) => ({ wamid, user: Number(phone.replace('+', '')) - 33_600_000_000 }));
  });
}
