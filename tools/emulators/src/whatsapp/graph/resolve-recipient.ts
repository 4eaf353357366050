import { stringAt, type JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import { digitsOf, type EndUser } from '../state/end-users.ts';
import type { World } from '../world.ts';
import { GraphError } from './graph-error.ts';

export interface Recipient {
  readonly input: string;
  readonly sentTo: 'phone' | 'bsuid';
  /** Undefined when a BSUID stood in `to`, which Meta accepts and drops. */
  readonly user: EndUser | undefined;
}

/**
 * Who a message is for: `to` (phone) wins over `recipient` (BSUID).
 * Throws 131008 without either, 131009 for a bad address or a BSUID of another portfolio, 131021 for the number itself.
 */
export function resolveRecipient(world: World, number: BusinessNumber, request: JsonObject): Recipient {
  const to = stringAt(request, 'to');
  const bsuid = stringAt(request, 'recipient');
  if (to !== undefined && to !== '') return byPhone(world, number, to);
  if (bsuid === undefined || bsuid === '') throw new GraphError(131008, 'One of the parameters to and recipient is required.');
  const user = isBsuid(bsuid) ? world.users.find(number.wabaId, bsuid) : undefined;
  if (user === undefined)
    throw new GraphError(131009, 'The parameter recipient is not a business-scoped user ID of this business portfolio.');
  return { input: bsuid, sentTo: 'bsuid', user };
}

function byPhone(world: World, number: BusinessNumber, to: string): Recipient {
  if (isBsuid(to)) return { input: to, sentTo: 'phone', user: undefined };
  const phone = digitsOf(to);
  if (!/^\+?[\d\s().-]+$/.test(to) || phone.length < 5 || phone.length > 15)
    throw new GraphError(131009, 'The parameter to is not a phone number.');
  if (phone === digitsOf(number.displayPhoneNumber)) throw new GraphError(131021, 'Sender and recipient are the same phone number.');
  const user = world.users.find(number.wabaId, phone) ?? world.users.meet(number.wabaId, { phone });
  return { input: to, sentTo: 'phone', user };
}

/** Country, optionally `ENT`, and up to 128 letters or digits; the case matters. */
function isBsuid(address: string): boolean {
  return /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(address);
}
