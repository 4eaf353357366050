import { hasIdentity, readPerson } from '../person.ts';
import type { Disposition, MessageEvent, ProviderEvent } from '../provider-event.ts';
import type { Arrival } from '../provider.ts';
import type { JsonRecord } from '../read-json.ts';
import { readId, readText, withoutUndefined } from '../read-json.ts';
import { readAddress, readSender } from './read-address.ts';
import { readContents } from './read-contents.ts';

/**
 * Reads an inbound message. WhatsApp sends one media per message, yet Twilio's form is a list: further media become further messages
 * with the sid and their place as id. Twilio tells no time of sending.
 */
export const readMessage = (fields: JsonRecord, sid: string, { receivedAt }: Arrival): ProviderEvent[] => {
  const channelKey = readSender(fields.To);
  const accountKey = readId(fields.AccountSid);
  if (channelKey === undefined)
    return [withoutUndefined({ kind: 'ignored' as const, accountKey, field: 'message', reason: 'no_channel', raw: fields })];

  const from = readPerson({
    phone: readAddress(fields.From) ?? fields.WaId,
    bsuid: readAddress(fields.ExternalUserId),
    displayName: fields.ProfileName,
  });
  const isIdentified = hasIdentity(from);
  return readContents(fields).map((content, place) =>
    withoutUndefined<MessageEvent>({
      kind: 'message',
      channelKey,
      accountKey,
      providerMessageId: place === 0 ? sid : `${sid}-${place}`,
      sentAt: receivedAt,
      from,
      content,
      replyTo: readId(fields.OriginalRepliedMessageSid),
      isForwarded: fields.Forwarded === 'true' || fields.FrequentlyForwarded === 'true' ? true : undefined,
      referral: readReferral(fields),
      disposition: judge(content, isIdentified),
      raw: content.kind === 'unsupported' || !isIdentified ? fields : undefined,
    }),
  );
};

const judge = (content: MessageEvent['content'], isIdentified: boolean): Disposition => {
  if (!isIdentified) return { answerable: false, reason: 'no_identity' };
  if (content.kind === 'reaction') return { answerable: false, reason: 'reaction' };
  if (content.kind === 'unsupported') return { answerable: false, reason: 'unsupported_type' };
  return content.kind === 'text' && content.text.trim() === '' ? { answerable: false, reason: 'empty_text' } : { answerable: true };
};

/** `ReferralSourceUrl`, `ReferralHeadline` …: the advertisement that was tapped, under Twilio's names without the prefix. */
const readReferral = (fields: JsonRecord): Record<string, unknown> | undefined => {
  const parts = Object.entries(fields).filter(([name, value]) => name.startsWith('Referral') && readText(value) !== undefined);
  return parts.length === 0 ? undefined : Object.fromEntries(parts.map(([name, value]) => [name.slice('Referral'.length), value]));
};
