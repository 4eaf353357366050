import { hasIdentity, readPerson } from '../person.ts';
import type { EchoEvent, ProviderEvent } from '../provider-event.ts';
import type { JsonRecord } from '../read-json.ts';
import { readId, withoutUndefined } from '../read-json.ts';
import type { Change } from './change.ts';
import { ignored } from './change.ts';
import type { ContactBook } from './contact-book.ts';
import { readContent } from './content/read-content.ts';
import { readTimestamp } from './timestamps.ts';

/** Reads one of `message_echoes[] {from, to?, to_user_id?, id, timestamp, type, …}`. */
export const readEcho = (change: Change, echo: JsonRecord, contacts: ContactBook): ProviderEvent => {
  const providerMessageId = readId(echo.id);
  const to = contacts(readPerson({ phone: echo.to, bsuid: echo.to_user_id, parentBsuid: echo.to_parent_user_id }));
  if (providerMessageId === undefined) return ignored(change, 'no_message_id', echo);
  if (change.channelKey === undefined) return ignored(change, 'no_channel', echo);
  if (!hasIdentity(to)) return ignored(change, 'no_identity', echo);
  const sentAt = readTimestamp(echo.timestamp, change.receivedAt);
  return withoutUndefined<EchoEvent>({
    kind: 'echo',
    channelKey: change.channelKey,
    accountKey: change.accountKey,
    providerMessageId,
    sentAt,
    to,
    content: readContent(echo).content,
  });
};
