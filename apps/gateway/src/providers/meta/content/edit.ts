import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readId, readRecord, readText, withoutUndefined } from '../../read-json.ts';

/** `edit {original_message_id, message {type, <content>}}`: the new text, or the new caption of a media message. */
export const readEdit = ({ edit }: JsonRecord): MessageContent | undefined => {
  if (!isRecord(edit)) return undefined;
  const message = readRecord(edit.message);
  const caption = readText(readRecord(message[readText(message.type) ?? '']).caption);
  const text = readText(readRecord(message.text).body) ?? caption;
  return withoutUndefined({ kind: 'edit' as const, originalProviderMessageId: readId(edit.original_message_id), text });
};
