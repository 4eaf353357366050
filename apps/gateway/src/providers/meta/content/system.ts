import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readText, withoutUndefined } from '../../read-json.ts';

/** `system {type, body, …}`: WhatsApp tells that the person's number, user id or security code changed. */
export const readSystem = ({ system }: JsonRecord): MessageContent | undefined => {
  if (!isRecord(system)) return undefined;
  return withoutUndefined({ kind: 'system' as const, event: readText(system.type) ?? 'unknown', text: readText(system.body) });
};
