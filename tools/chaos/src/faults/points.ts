import type { AppName } from '@sylion/launch/stack';

import type { Direction } from '../stage/door.ts';
import type { DoorName } from '../stage/put-doors.ts';

/** Words that pass a door. */
export interface Sight {
  readonly direction: Direction;
  readonly words: RegExp;
}

/**
 * A moment in the work of an app, told by what it says to a server and hears from it. The sights follow each other on one connection;
 * at the last one the app dies, and what was seen there does not arrive any more.
 */
export interface Point {
  readonly name: string;
  readonly app: AppName;
  readonly door: DoorName;
  readonly sights: readonly Sight[];
}

const up = (words: RegExp): Sight => ({ direction: 'up', words });
const down = (words: RegExp): Sight => ({ direction: 'down', words });

// Postgres, frontend/backend protocol: CommandComplete says COMMIT; ReadyForQuery outside a transaction is Z, length 5, I.
const committed = down(/COMMIT\0/);
const isReadyAgain = down(/Z\0\0\0\x05I/);
// The last column of what claim_bubble answers says that the bubble is the caller's now.
const isTaken = down(/\0\0\0\x01tC[^]*Z\0\0\0\x05I/);
const graphPost = up(/POST \/v[\d.]+\/\d+\/messages HTTP\/1\.1[^]*"biz_opaque_callback_data"/);

/** Every border between two steps of a message's way, where one half is done and the other is not. */
export const points = {
  storedNotAcknowledged: {
    name: 'after the insert, before the 200',
    app: 'gateway',
    door: 'postgres',
    sights: [up(/record_inbound/), isReadyAgain],
  },
  acknowledgedNotPublished: { name: 'after the 200, before the publish', app: 'gateway', door: 'redis', sights: [up(/incoming_messages/)] },
  claimed: { name: 'after the claim', app: 'processor-worker', door: 'postgres', sights: [up(/insert into "turns"/), committed] },
  announced: {
    name: 'before the model is asked',
    app: 'processor-worker',
    door: 'postgres',
    sights: [up(/"model_call_started_at" = now\(\)/), committed],
  },
  asked: { name: 'after the model answered', app: 'processor-worker', door: 'vertex', sights: [up(/q\d+x\d+/), down(/q\d+x\d+/)] },
  savedNotPublished: {
    name: "after the reply's commit, before the publish",
    app: 'processor-worker',
    door: 'postgres',
    sights: [up(/insert into "messages"/), committed],
  },
  taken: {
    name: 'after a bubble is taken, before the POST',
    app: 'gateway',
    door: 'postgres',
    sights: [up(/claim_bubble/), isTaken],
  },
  postedNotSent: { name: 'in the POST, before it arrives', app: 'gateway', door: 'whatsapp', sights: [graphPost] },
  sentNotRecorded: {
    name: 'after the POST, before the record',
    app: 'gateway',
    door: 'whatsapp',
    sights: [graphPost, down(/"messages":\[\{"id"/)],
  },
  recorded: {
    name: 'after the record',
    app: 'gateway',
    door: 'postgres',
    sights: [up(/claim_bubble[^]*"state":"sent"/), isReadyAgain],
  },
} as const satisfies Readonly<Record<string, Point>>;
