import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { readRecord } from '../../read-json.ts';
import { readChoice } from './choice.ts';

/** `button {payload, text}`: a template's quick reply. */
export const readButton = (message: JsonRecord): MessageContent | undefined => {
  const button = readRecord(message.button);
  return readChoice(button.payload, button.text);
};
