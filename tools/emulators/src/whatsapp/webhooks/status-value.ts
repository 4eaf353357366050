import { errorTitle } from '../graph/graph-error-catalogue.ts';
import type { JsonObject } from '../read-json.ts';
import type { MessageStatus, OutboundMessage } from '../state/conversations.ts';
import { contactOf } from './message-value.ts';
import { webhookMetadata } from './webhook-envelope.ts';

/**
 * The `value` that tells a business how far its message came. The phone is echoed when it was sent to a phone;
 * a failed message carries no contacts, and no BSUID if it was sent to a phone.
 */
export function statusValue(message: OutboundMessage, status: MessageStatus, at: number, failureCode?: number): JsonObject {
  const { number, user } = message.conversation;
  const isPhoneShown = user.phone !== undefined && (message.sentTo === 'phone' || !user.isPhoneHidden);
  const isBsuidShown = user.bsuid !== undefined && (status !== 'failed' || message.sentTo === 'bsuid');
  const opaque = message.request.biz_opaque_callback_data;
  return {
    ...webhookMetadata(number),
    ...(status === 'failed' ? {} : { contacts: [contactFor(message, status)] }),
    statuses: [
      {
        id: message.wamid,
        status,
        timestamp: String(Math.floor(at / 1000)),
        ...(isPhoneShown ? { recipient_id: user.phone } : {}),
        ...(isBsuidShown ? { recipient_user_id: user.bsuid } : {}),
        ...(opaque === undefined ? {} : { biz_opaque_callback_data: opaque }),
        ...(isPriced(message, status) ? { pricing: message.pricing } : {}),
        ...(failureCode === undefined ? {} : { errors: [statusError(failureCode)] }),
      },
    ],
  };
}

/** A username never shows on `sent`. */
function contactFor(message: OutboundMessage, status: MessageStatus): JsonObject {
  const { user } = message.conversation;
  return contactOf({
    ...user,
    username: status === 'sent' ? undefined : user.username,
    isPhoneHidden: user.isPhoneHidden && message.sentTo !== 'phone',
  });
}

/** Pricing comes with `sent` and with the first of `delivered` and `read`. */
function isPriced(message: OutboundMessage, status: MessageStatus): boolean {
  if (status === 'read') return !message.statuses.some((earlier) => earlier.status === 'delivered');
  return status !== 'failed';
}

function statusError(code: number): JsonObject {
  const title = errorTitle(code);
  return {
    code,
    title,
    message: title,
    error_data: { details: title },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}
