import { isServiceWindowOpen } from '@sylion/conversation';
import { lockToWrite, type TenantScope } from '@sylion/database';

import { conflict, found } from '../../http/problem.ts';

export const conflictsOfHuman = ['not_taken_over', 'service_window_closed', 'end_user_blocked'];

/** Locks a conversation for the human who took it over and is about to write. @throws {Problem} 404, and the 409s above */
export async function lockForHuman(scope: TenantScope, conversationId: string) {
  const conversation = found('conversation', await lockToWrite(scope, conversationId));
  if (conversation.handledBy !== 'human') throw conflict('not_taken_over', 'take the conversation over first');
  if (conversation.blockedAt) throw conflict('end_user_blocked', 'the end user is blocked');
  if (!isServiceWindowOpen(conversation.lastInboundAt, conversation.now))
    throw conflict('service_window_closed', 'the end user wrote last more than 24 hours ago');
  return conversation;
}
