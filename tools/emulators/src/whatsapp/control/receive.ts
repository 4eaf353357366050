import { randomBytes } from 'node:crypto';
import { previewText } from '../messages/preview-text.ts';
import { isJsonObject, listAt, objectAt, stringAt, type JsonObject } from '../read-json.ts';
import type { InboundMessage } from '../state/conversations.ts';
import { moveInboundStatus } from '../statuses/move-inbound-status.ts';
import type { World } from '../world.ts';
import { messageValue } from '../webhooks/message-value.ts';
import { webhookEnvelope } from '../webhooks/webhook-envelope.ts';
import { ControlError } from './control-error.ts';
import { inboundContent } from './inbound-content.ts';
import { requireNumber } from './require-number.ts';

/** A user writes to a business number: one signed webhook goes out. @returns `{id}`, the wamid */
export function receive(world: World, body: JsonObject): JsonObject {
  const [id] = deliver(world, [takeIn(world, body)]);
  return { id };
}

/** Several messages (`messages`: bodies of `receive`) in one webhook, as Meta may batch them; signed by the first one's number. @returns `{ids}` */
export function receiveBatch(world: World, body: JsonObject): JsonObject {
  const bodies = (listAt(body, 'messages') ?? []).filter(isJsonObject);
  if (bodies.length === 0) throw new ControlError('messages must be a list of receive bodies.');
  return {
    ids: deliver(
      world,
      bodies.map((each) => takeIn(world, each)),
    ),
  };
}

interface Taken {
  readonly message: InboundMessage;
  readonly value: JsonObject;
}

function deliver(world: World, taken: readonly Taken[]): string[] {
  const wamids = taken.map(({ message }) => message.wamid);
  const number = taken[0]?.message.conversation.number;
  if (number === undefined) return wamids;
  const body = webhookEnvelope(
    number.wabaId,
    taken.map(({ value }) => value),
  );
  world.webhooks.send(number, { kind: 'message', wamids, body }, () => {
    for (const { message } of taken) moveInboundStatus(world, message, 'delivered');
  });
  return wamids;
}

/** Notes the message and opens the service window. */
function takeIn(world: World, body: JsonObject): Taken {
  const number = requireNumber(world, body);
  const from = objectAt(body, 'from');
  const [phone, bsuid, username, name] = ['phone', 'bsuid', 'username', 'name'].map((key) => stringAt(from, key) || undefined);
  if (phone === undefined && bsuid === undefined) throw new ControlError('from needs a phone or a bsuid.');
  const user = world.users.meet(number.wabaId, { phone, bsuid, username, name });

  const at = Date.now();
  const raw = objectAt(body, 'raw');
  const id = stringAt(raw, 'id') ?? stringAt(body, 'id') ?? `wamid.${randomBytes(28).toString('base64')}`;
  const message: JsonObject = {
    ...(user.isPhoneHidden ? {} : { from: user.phone }),
    ...(bsuid === undefined ? {} : { from_user_id: bsuid }),
    id,
    timestamp: String(Math.floor(at / 1000)),
    ...(raw ?? inboundContent(world, body)),
  };
  const type = stringAt(message, 'type') ?? 'unknown';
  const inbound = world.conversations.takeIn(world.conversations.between(number, user), id, at);
  world.log.append({
    kind: 'inbound',
    phoneNumberId: number.phoneNumberId,
    user: user.id,
    phone: user.phone,
    bsuid: user.bsuid,
    name: user.name,
    wamid: id,
    type,
    text: previewText(type, message),
    message,
    statuses: inbound.statuses,
  });
  return { message: inbound, value: messageValue(number, user, message) };
}
