import type { MessageContent } from '@sylion/schemas';

import type { Disposition, UnanswerableReason } from '../provider-event.ts';
import type { ReadContent } from './content/read-content.ts';

export interface JudgedMessage {
  read: ReadContent;
  isFromGroup: boolean;
  isIdentified: boolean;
  /** A reason that the surroundings give: a copy, or history. */
  surroundings?: UnanswerableReason;
}

/** Whether a message may start a turn; if not, the first reason that holds. */
export const judgeMessage = ({ read, isFromGroup, isIdentified, surroundings }: JudgedMessage): Disposition => {
  const reason =
    surroundings ?? (isFromGroup ? 'group_message' : undefined) ?? (isIdentified ? undefined : 'no_identity') ?? reasonOfContent(read);
  return reason === undefined ? { answerable: true } : { answerable: false, reason };
};

const reasonByKind = new Map<MessageContent['kind'], UnanswerableReason>([
  ['reaction', 'reaction'],
  ['system', 'system'],
  ['edit', 'edited'],
  ['revoke', 'revoked'],
  ['call_permission', 'call_permission'],
]);

const reasonOfContent = ({ content, understanding }: ReadContent): UnanswerableReason | undefined => {
  if (content.kind === 'unsupported') {
    // Removed by Meta in March 2026; some channels may still be configured for it.
    if (content.type === 'request_welcome') return 'request_welcome';
    return understanding === 'missing' ? 'missing_content' : 'unsupported_type';
  }
  if (content.kind === 'text' && content.text.trim() === '') return 'empty_text';
  return reasonByKind.get(content.kind);
};
