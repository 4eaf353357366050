import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readId, readText, withoutUndefined } from '../../read-json.ts';

/** `reaction {message_id, emoji?}`. A removed reaction has an empty emoji, or none. */
export const readReaction = ({ reaction }: JsonRecord): MessageContent | undefined => {
  if (!isRecord(reaction)) return undefined;
  return withoutUndefined({
    kind: 'reaction' as const,
    emoji: readText(reaction.emoji) ?? null,
    toProviderMessageId: readId(reaction.message_id),
  });
};
