import type { ProviderEvent } from '../../provider-event.ts';
import type { Change } from '../change.ts';
import { ignored, readEach } from '../change.ts';
import { readContactBook } from '../contact-book.ts';
import { readEcho } from '../read-echo.ts';

/** Field `smb_message_echoes`: a human of the business wrote in the WhatsApp Business app. */
export const readEchoesField = (change: Change): ProviderEvent[] => {
  const contacts = readContactBook(change.value.contacts);
  return [
    ...readEach(change, 'message_echoes', (echo) => readEcho(change, echo, contacts)),
    ...readEach(change, 'errors', (error) => ignored(change, 'provider_error', error)),
  ];
};
