import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { readRecord, readText, withoutUndefined } from '../../read-json.ts';
import { readError } from '../read-error.ts';

/** `unsupported {type?}` with `errors[]`: Meta could not give us the message (131051 unknown type, 131060 currently unavailable). */
export const readUnsupported = (message: JsonRecord): MessageContent => {
  const error = readError(message.errors);
  const type = readText(readRecord(message.unsupported).type) ?? 'unsupported';
  return withoutUndefined({ kind: 'unsupported' as const, type, errorCode: error?.code, detail: error?.detail ?? error?.title });
};
