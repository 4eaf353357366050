import { hasIdentity, readPerson } from '../../person.ts';
import type { PreferenceEvent, ProviderEvent } from '../../provider-event.ts';
import type { JsonRecord } from '../../read-json.ts';
import { readText, withoutUndefined } from '../../read-json.ts';
import type { Change } from '../change.ts';
import { ignored, readEach } from '../change.ts';
import type { ContactBook } from '../contact-book.ts';
import { readContactBook } from '../contact-book.ts';
import { readTimestamp } from '../timestamps.ts';

/** Field `user_preferences`: the person stopped or resumed a category of messages in WhatsApp itself. */
export const readPreferencesField = (change: Change): ProviderEvent[] => {
  const contacts = readContactBook(change.value.contacts);
  return readEach(change, 'user_preferences', (preference) => readPreference(change, preference, contacts));
};

const readPreference = (change: Change, preference: JsonRecord, contacts: ContactBook): ProviderEvent => {
  const person = contacts(readPerson({ phone: preference.wa_id, bsuid: preference.user_id, parentBsuid: preference.parent_user_id }));
  const value = readText(preference.value);
  if (change.channelKey === undefined) return ignored(change, 'no_channel', preference);
  if (!hasIdentity(person)) return ignored(change, 'no_identity', preference);
  if (value === undefined) return ignored(change, 'missing_content', preference);
  return withoutUndefined<PreferenceEvent>({
    kind: 'preference',
    channelKey: change.channelKey,
    accountKey: change.accountKey,
    person,
    category: readText(preference.category) ?? 'unknown',
    value,
    at: readTimestamp(preference.timestamp, change.receivedAt),
  });
};
