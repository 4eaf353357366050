/** Every Redis key that is ours (BullMQ has its own prefix). Each names its tenant. */
export const redisKeys = {
  /** Set of the conversations or objects that a tenant has in flight on a queue: its size is the next nudge's priority. */
  inFlight: (queue: string, tenantId: string) => `sylion:${tenantId}:in_flight:${queue}`,
  /** Theoretical arrival time (GCRA, ms) of the next send from a number. */
  numberPace: (tenantId: string, channelId: string) => `sylion:${tenantId}:pace:${channelId}`,
  /** Theoretical arrival time (GCRA, ms) of the next send from a number to one conversation's end user. */
  pairPace: (tenantId: string, channelId: string, conversationId: string) => `sylion:${tenantId}:pace:${channelId}:${conversationId}`,
};
