import type { ProviderEvent } from '../../provider-event.ts';
import type { Change } from '../change.ts';
import { ignored, readEach } from '../change.ts';
import { readContactBook } from '../contact-book.ts';
import { readMessage } from '../read-message.ts';
import { readStatus } from '../read-status.ts';

const handledParts = new Set(['messaging_product', 'metadata', 'contacts', 'messages', 'statuses', 'errors']);

/** Field `messages`: messages, statuses, errors of the account, and parts that Meta adds (`user_actions` …). */
export const readMessagesField = (change: Change): ProviderEvent[] => {
  const contacts = readContactBook(change.value.contacts);
  return [
    ...readEach(change, 'messages', (message) => readMessage(change, message, contacts)),
    ...readEach(change, 'statuses', (status) => readStatus(change, status, contacts)),
    ...readEach(change, 'errors', (error) => ignored(change, 'provider_error', error)),
    ...Object.entries(change.value)
      .filter(([part]) => !handledParts.has(part))
      .map(([part, content]) => ignored(change, 'part_not_handled', { [part]: content })),
  ];
};
