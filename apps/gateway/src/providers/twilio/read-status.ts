import { idSchema } from '@sylion/schemas';

import { readPerson } from '../person.ts';
import type { DeliveryStatus, ProviderEvent, StatusEvent } from '../provider-event.ts';
import type { Arrival } from '../provider.ts';
import type { JsonRecord } from '../read-json.ts';
import { readId, readNumber, readText, withoutUndefined } from '../read-json.ts';
import { readAddress, readSender } from './read-address.ts';

/** Twilio's own stages before `sent` (accepted, queued, sending …) tell nothing that the answer to the send did not. */
const statuses = new Map<unknown, DeliveryStatus>([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['failed', 'failed'],
  ['undelivered', 'failed'],
]);

/** Reads a status callback. It bears neither a time nor our message id: the latter is in the query of the URL that we gave it. */
export const readStatus = (fields: JsonRecord, providerMessageId: string, { url, receivedAt }: Arrival): ProviderEvent => {
  const status = statuses.get(fields.MessageStatus);
  const channelKey = readSender(fields.From);
  const accountKey = readId(fields.AccountSid);
  if (status === undefined)
    return withoutUndefined({
      kind: 'ignored' as const,
      channelKey,
      accountKey,
      field: 'status',
      reason: 'status_not_handled',
      raw: fields,
    });
  if (channelKey === undefined)
    return withoutUndefined({ kind: 'ignored' as const, accountKey, field: 'status', reason: 'no_channel', raw: fields });
  return withoutUndefined<StatusEvent>({
    kind: 'status',
    channelKey,
    accountKey,
    providerMessageId,
    status,
    at: receivedAt,
    messageId: URL.canParse(url) ? idSchema.safeParse(new URL(url).searchParams.get('messageId')).data : undefined,
    recipient: readPerson({ phone: readAddress(fields.To) }),
    error: readError(fields),
  });
};

const readError = (fields: JsonRecord): StatusEvent['error'] => {
  const code = readNumber(fields.ErrorCode);
  return code === undefined || code === 0 ? undefined : { code, title: readText(fields.ErrorMessage) ?? `Twilio error ${code}` };
};
