import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { readRecord } from '../../read-json.ts';

/** `text {body}`. */
export const readTextContent = (message: JsonRecord): MessageContent | undefined => {
  const { body } = readRecord(message.text);
  return typeof body === 'string' ? { kind: 'text', text: body } : undefined;
};
