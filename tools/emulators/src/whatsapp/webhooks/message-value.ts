import type { JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import type { EndUser } from '../state/end-users.ts';
import { webhookMetadata } from './webhook-envelope.ts';

/** The `value` that tells a business of a user's message. System messages come without `contacts`. */
export function messageValue(number: BusinessNumber, user: EndUser, message: JsonObject): JsonObject {
  if (message.type === 'system') return { ...webhookMetadata(number), messages: [message] };
  return { ...webhookMetadata(number), contacts: [contactOf(user)], messages: [message] };
}

/** A user as webhooks show one: a phone number that is hidden is left out, not empty. */
export function contactOf(user: EndUser): JsonObject {
  return {
    profile: { name: user.name, ...(user.username === undefined ? {} : { username: user.username }) },
    ...(user.phone === undefined || user.isPhoneHidden ? {} : { wa_id: user.phone }),
    ...(user.bsuid === undefined ? {} : { user_id: user.bsuid }),
  };
}
