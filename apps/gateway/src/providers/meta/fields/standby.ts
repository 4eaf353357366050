import type { ProviderEvent } from '../../provider-event.ts';
import type { Change } from '../change.ts';
import { ignored, readEach } from '../change.ts';
import { readContactBook } from '../contact-book.ts';
import { readMessage } from '../read-message.ts';

/**
 * Field `standby`: copies of a thread that another app owns (Conversation Routing). Its messages are never answered; its echoes and
 * statuses are the other app's, not ours and not a human's.
 */
export const readStandbyField = (change: Change): ProviderEvent[] => {
  const contacts = readContactBook(change.value.contacts);
  return [
    ...readEach(change, 'messages', (message) => readMessage(change, message, contacts, 'standby_copy')),
    ...['message_echoes', 'statuses', 'errors'].flatMap((part) => readEach(change, part, (item) => ignored(change, 'standby_copy', item))),
  ];
};
