import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { readText, withoutUndefined } from '../../read-json.ts';
import { readError } from '../read-error.ts';
import { readButton } from './button.ts';
import { readContacts } from './contacts.ts';
import { readEdit } from './edit.ts';
import { readInteractive } from './interactive.ts';
import { readLocation } from './location.ts';
import { readMedia } from './media.ts';
import { readOrder } from './order.ts';
import { readReaction } from './reaction.ts';
import { readRevoke } from './revoke.ts';
import { readSystem } from './system.ts';
import { readTextContent } from './text.ts';
import { readUnsupported } from './unsupported.ts';

type ContentReader = (message: JsonRecord) => MessageContent | undefined;

/** Every message type that we understand (Meta, "messages webhook reference", 2026). A reader gives undefined if the content is missing. */
const contentReaders = new Map<string, ContentReader>([
  ['text', readTextContent],
  ['image', readMedia('image')],
  ['video', readMedia('video')],
  ['audio', readMedia('audio')],
  ['voice', readMedia('audio', 'voice')],
  ['document', readMedia('document')],
  ['sticker', readMedia('sticker')],
  ['location', readLocation],
  ['contacts', readContacts],
  ['interactive', readInteractive],
  ['button', readButton],
  ['reaction', readReaction],
  ['order', readOrder],
  ['system', readSystem],
  ['edit', readEdit],
  ['revoke', readRevoke],
  ['unsupported', readUnsupported],
]);

export interface ReadContent {
  content: MessageContent;
  /** `missing`: a known type without its content. `unknown`: a type that we do not know. Both are worth keeping raw. */
  understanding: 'complete' | 'missing' | 'unknown';
}

/** Reads what a message says, by its `type` alone: the content of any type may be absent. */
export const readContent = (message: JsonRecord): ReadContent => {
  const type = readText(message.type) ?? 'unknown';
  const content = contentReaders.get(type)?.(message);
  if (content === undefined)
    return { content: notUnderstood(type, message), understanding: contentReaders.has(type) ? 'missing' : 'unknown' };
  if (content.kind === 'unsupported') return { content, understanding: 'unknown' };
  return { content, understanding: 'media' in content || !isMediaKind(content.kind) ? 'complete' : 'missing' };
};

const notUnderstood = (type: string, message: JsonRecord): MessageContent => {
  const error = readError(message.errors);
  return withoutUndefined({ kind: 'unsupported' as const, type, errorCode: error?.code, detail: error?.detail ?? error?.title });
};

const isMediaKind = (kind: MessageContent['kind']): boolean => ['image', 'video', 'audio', 'document', 'sticker'].includes(kind);
