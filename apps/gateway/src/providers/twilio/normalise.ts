import type { ProviderEvent } from '../provider-event.ts';
import type { Arrival, NormaliseResult } from '../provider.ts';
import { readId } from '../read-json.ts';
import { readFields } from './read-fields.ts';
import { readMessage } from './read-message.ts';
import { readStatus } from './read-status.ts';

/** A Twilio webhook is one message or one status of a few kilobytes. */
const maximumSizeBytes = 1_024 * 1_024;

/** Reads a form-encoded Twilio webhook: a status callback bears `MessageStatus`, everything else with a sid is an inbound message. */
export const normalise = (rawBody: Buffer, arrival: Arrival): NormaliseResult => {
  if (rawBody.length > maximumSizeBytes) return { ok: false, reason: 'too_large' };
  const fields = readFields(rawBody);
  if (Object.keys(fields).length === 0) return { ok: false, reason: 'empty' };
  const providerMessageId = readId(fields.MessageSid) ?? readId(fields.SmsMessageSid) ?? readId(fields.SmsSid);
  if (providerMessageId === undefined) return { ok: true, events: [notHandled(fields)] };
  return {
    ok: true,
    events:
      fields.MessageStatus === undefined
        ? readMessage(fields, providerMessageId, arrival)
        : [readStatus(fields, providerMessageId, arrival)],
  };
};

const notHandled = (raw: unknown): ProviderEvent => ({ kind: 'ignored', field: 'webhook', reason: 'no_message_id', raw });
