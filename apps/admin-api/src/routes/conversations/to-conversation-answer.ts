import { serviceWindowEndsAt } from '@sylion/conversation';

interface ConversationTimes {
  readonly closedAt: Date | null;
  readonly lastInboundAt: Date | null;
}

/** A conversation as answers show it: with what follows from its times. */
export const toConversationAnswer = <Row extends ConversationTimes>(conversation: Row) => ({
  ...conversation,
  state: conversation.closedAt ? ('closed' as const) : ('open' as const),
  serviceWindowEndsAt: conversation.lastInboundAt && serviceWindowEndsAt(conversation.lastInboundAt),
});
