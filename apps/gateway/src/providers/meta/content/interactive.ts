import type { MessageContent } from '@sylion/schemas';

import { parseJson } from '../../parse-json.ts';
import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readBoolean, readRecord, readText, withoutUndefined } from '../../read-json.ts';
import { readUnixTime } from '../timestamps.ts';
import { readChoice } from './choice.ts';

const replyReaders = new Map<string, (reply: JsonRecord) => MessageContent | undefined>([
  ['button_reply', (reply) => readChoice(reply.id, reply.title)],
  ['list_reply', (reply) => readChoice(reply.id, reply.title, reply.description)],
  ['nfm_reply', (reply) => readForm(reply)],
  ['call_permission_reply', (reply) => readCallPermission(reply)],
]);

/** `interactive {type, <type>: {…}}`: the answer to buttons, a list, a form (Flow) or a call request. */
export const readInteractive = (message: JsonRecord): MessageContent | undefined => {
  const interactive = readRecord(message.interactive);
  const type = readText(interactive.type);
  if (type === undefined) return undefined;
  const read = replyReaders.get(type);
  if (read === undefined) return { kind: 'unsupported', type: `interactive.${type}` };
  return isRecord(interactive[type]) ? read(interactive[type]) : undefined;
};

/** `response_json` is JSON inside a string, and need not spell an object. */
const readForm = (reply: JsonRecord): MessageContent => {
  const response =
    typeof reply.response_json === 'string' ? (parseJson(reply.response_json)?.value ?? reply.response_json) : reply.response_json;
  return withoutUndefined({ kind: 'form' as const, name: readText(reply.name), body: readText(reply.body), response: response ?? null });
};

const readCallPermission = (reply: JsonRecord): MessageContent | undefined => {
  const response = readText(reply.response);
  if (response === undefined) return undefined;
  const expiresAt = readUnixTime(reply.expiration_timestamp)?.toISOString();
  return withoutUndefined({ kind: 'call_permission' as const, response, isPermanent: readBoolean(reply.is_permanent), expiresAt });
};
