import type { MessageContent } from '@sylion/schemas';

import { readPhone } from '../../person.ts';
import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readList, readRecord, readText, withoutUndefined } from '../../read-json.ts';

/** `contacts[] {name?, phones[], emails[], origin?}`. `origin: contact_request` is the person's own card, given on our request. */
export const readContacts = (message: JsonRecord): MessageContent | undefined => {
  if (!Array.isArray(message.contacts)) return undefined;
  return { kind: 'contacts', contacts: message.contacts.filter(isRecord).map(readCard) };
};

const readCard = (card: JsonRecord) =>
  withoutUndefined({
    name: readName(readRecord(card.name)),
    phones: readList(card.phones)
      .map(readRecord)
      .flatMap((phone) => readPhone(phone.wa_id) ?? readText(phone.phone) ?? []),
    emails: readList(card.emails)
      .map(readRecord)
      .flatMap((email) => readText(email.email) ?? []),
    isOwn: card.origin === 'contact_request',
  });

const readName = (name: JsonRecord): string | undefined =>
  readText(name.formatted_name) ?? readText([readText(name.first_name), readText(name.last_name)].filter(Boolean).join(' '));
