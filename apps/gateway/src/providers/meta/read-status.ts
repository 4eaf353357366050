import { idSchema } from '@sylion/schemas';

import { readPerson } from '../person.ts';
import type { DeliveryStatus, Person, ProviderEvent, StatusEvent } from '../provider-event.ts';
import type { JsonRecord } from '../read-json.ts';
import { isRecord, readBoolean, readId, readText, withoutUndefined } from '../read-json.ts';
import type { Change } from './change.ts';
import { ignored } from './change.ts';
import type { ContactBook } from './contact-book.ts';
import { readError } from './read-error.ts';
import { readTimestamp } from './timestamps.ts';

/** `played` is a voice message heard for the first time: more than read, and nothing that we tell apart. */
const statuses = new Map<unknown, DeliveryStatus>([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
  ['failed', 'failed'],
]);

/** Reads one of `statuses[]` (Meta, "status messages webhook reference"). */
export const readStatus = (change: Change, written: JsonRecord, contacts: ContactBook): ProviderEvent => {
  const providerMessageId = readId(written.id);
  const status = statuses.get(written.status);
  if (providerMessageId === undefined) return ignored(change, 'no_message_id', written);
  if (change.channelKey === undefined) return ignored(change, 'no_channel', written);
  if (status === undefined) return ignored(change, 'status_not_handled', written);
  return withoutUndefined<StatusEvent>({
    kind: 'status',
    channelKey: change.channelKey,
    accountKey: change.accountKey,
    providerMessageId,
    status,
    at: readTimestamp(written.timestamp, change.receivedAt),
    messageId: idSchema.safeParse(written.biz_opaque_callback_data).data,
    recipient: contacts(readRecipient(written)),
    error: readError(written.errors),
    pricing: readPricing(written.pricing),
  });
};

/** In a group `recipient_id` is the group; the person is the participant. */
const readRecipient = (written: JsonRecord): Person =>
  written.recipient_type === 'group'
    ? readPerson({
        phone: written.recipient_participant_id,
        bsuid: written.recipient_participant_user_id,
        parentBsuid: written.recipient_participant_parent_user_id,
      })
    : readPerson({ phone: written.recipient_id, bsuid: written.recipient_user_id, parentBsuid: written.recipient_parent_user_id });

const readPricing = (pricing: unknown): StatusEvent['pricing'] => {
  if (!isRecord(pricing)) return undefined;
  return withoutUndefined({
    category: readText(pricing.category),
    type: readText(pricing.type),
    model: readText(pricing.pricing_model),
    isBillable: readBoolean(pricing.billable),
  });
};
