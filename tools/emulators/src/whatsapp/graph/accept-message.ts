import { randomBytes } from 'node:crypto';
import { checkMessage } from '../messages/check-message.ts';
import { checkTemplate } from '../messages/check-template.ts';
import { previewText } from '../messages/preview-text.ts';
import { priceMessage } from '../messages/price-message.ts';
import { objectAt, stringAt, type JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import type { OutboundMessage } from '../state/conversations.ts';
import { scheduleStatuses } from '../statuses/schedule-statuses.ts';
import type { World } from '../world.ts';
import { GraphError } from './graph-error.ts';
import { resolveRecipient, type Recipient } from './resolve-recipient.ts';

export interface Acceptance {
  /** What the caller will be told; a fault may hide the acceptance. */
  readonly answer: 'accepted' | 'failed' | 'cut';
  readonly body: JsonObject;
}

/**
 * Takes a message on, with its log entry and the statuses to come.
 * Throws GraphError: invalid content, unknown recipient, closed window (131047), pair (131056) or number (130429) limit.
 */
export function acceptMessage(world: World, number: BusinessNumber, request: JsonObject, answer: Acceptance['answer']): Acceptance {
  const type = checkMessage(request, (id) => world.media.find(id) !== undefined);
  if (type === 'template') checkTemplate(request, (name, language) => world.templates.find(number.wabaId, name, language));
  const recipient = resolveRecipient(world, number, request);
  const wamid = `wamid.${randomBytes(28).toString('base64')}`;
  const body = sendResponse(recipient, wamid, type);
  const entry = { phoneNumberId: number.phoneNumberId, wamid, type, text: previewText(type, request), request, answer };
  if (recipient.user === undefined) {
    world.log.append({ kind: 'dropped', ...entry, details: 'A BSUID in "to" reaches nobody; it belongs into "recipient".' });
    return { answer, body };
  }

  const { user } = recipient;
  const conversation = world.conversations.between(number, user);
  const { windowMs, strangersAreOpen } = world.limits;
  const now = Date.now();
  const isOpenStranger = strangersAreOpen && conversation.inbound.length === 0;
  if (type !== 'template' && windowMs !== null && !isOpenStranger && now - (conversation.lastInboundAt ?? -Infinity) >= windowMs) {
    throw new GraphError(
      131047,
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
    );
  }
  const reached = world.budget.spend(number.phoneNumberId, user.id, now);
  if (reached !== undefined) throw new GraphError(reached, limitDetails[reached]);

  const template = type === 'template' ? objectAt(request, 'template') : undefined;
  const category = world.templates.find(
    number.wabaId,
    stringAt(template, 'name') ?? '',
    stringAt(objectAt(template, 'language'), 'code') ?? '',
  )?.category;
  const pricing = priceMessage(type, category, () => world.conversations.countServiceMessage(number.phoneNumberId));
  const message: OutboundMessage = { wamid, conversation, request, type, sentTo: recipient.sentTo, pricing, statuses: [] };
  conversation.outbound.push(message);
  world.log.append({
    kind: 'outbound',
    user: user.id,
    phone: user.phone,
    bsuid: user.bsuid,
    name: user.name,
    statuses: message.statuses,
    ...entry,
  });
  scheduleStatuses(world, message);
  return { answer, body };
}

const limitDetails = {
  130429: 'Message failed to send because there were too many messages sent from this phone number in a short period of time.',
  131056: 'Message failed to send because there were too many messages sent from this phone number to the same phone number.',
};

/** `input` echoes the address used; the phone comes back only to who sent to a phone. */
function sendResponse(recipient: Recipient, wamid: string, type: string): JsonObject {
  const { input, user, sentTo } = recipient;
  return {
    messaging_product: 'whatsapp',
    contacts: [{ input, ...(sentTo === 'phone' ? { wa_id: user?.phone ?? input } : { user_id: user?.bsuid }) }],
    messages: [{ id: wamid, ...(type === 'template' ? { message_status: 'accepted' } : {}) }],
  };
}
