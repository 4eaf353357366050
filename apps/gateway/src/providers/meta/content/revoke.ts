import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readId, withoutUndefined } from '../../read-json.ts';

/** `revoke {original_message_id}`: the sender deleted a message for everyone. */
export const readRevoke = ({ revoke }: JsonRecord): MessageContent | undefined => {
  if (!isRecord(revoke)) return undefined;
  return withoutUndefined({ kind: 'revoke' as const, originalProviderMessageId: readId(revoke.original_message_id) });
};
