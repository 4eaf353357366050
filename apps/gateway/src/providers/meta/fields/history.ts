import { readPhone } from '../../person.ts';
import type { ProviderEvent } from '../../provider-event.ts';
import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readList, readRecord } from '../../read-json.ts';
import type { Change } from '../change.ts';
import { ignored, readEach } from '../change.ts';
import type { ContactBook } from '../contact-book.ts';
import { readContactBook } from '../contact-book.ts';
import { readMessage } from '../read-message.ts';

/**
 * Field `history`: what was written in the phone app before the number came to us, in chunks of threads, and later the media of
 * those messages as plain `messages[]`. Also the error that says that the business declined to share it.
 */
export const readHistoryField = (change: Change): ProviderEvent[] => [
  ...readList(change.value.history).flatMap((chunk) =>
    isRecord(chunk) ? readChunk({ ...change, value: chunk }) : [ignored(change, 'not_an_object', chunk)],
  ),
  ...readEach(change, 'messages', (message) => readPastMessage(change, message, readContactBook(change.value.contacts))),
  ...readEach(change, 'errors', (error) => ignored(change, 'provider_error', error)),
];

const readChunk = (chunk: Change): ProviderEvent[] => [
  ...readList(chunk.value.threads).flatMap((thread) => {
    if (!isRecord(thread)) return [ignored(chunk, 'not_an_object', thread)];
    const contacts = readContactBook([{ ...readRecord(thread.context), wa_id: readRecord(thread.context).wa_id ?? thread.id }]);
    return readEach({ ...chunk, value: thread }, 'messages', (message) => readPastMessage(chunk, message, contacts));
  }),
  ...readEach(chunk, 'errors', (error) => ignored(chunk, 'provider_error', error)),
];

/** A thread holds both sides; what the business wrote names a recipient, and is neither inbound nor a sign that a human is there now. */
const readPastMessage = (change: Change, message: JsonRecord, contacts: ContactBook): ProviderEvent => {
  const isFromBusiness = message.to !== undefined || message.to_user_id !== undefined || isBusinessNumber(change, message.from);
  return isFromBusiness ? ignored(change, 'history_of_business', message) : readMessage(change, message, contacts, 'history');
};

const isBusinessNumber = ({ businessPhone }: Change, from: unknown): boolean =>
  businessPhone !== undefined && readPhone(from) === businessPhone;
