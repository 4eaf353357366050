/** Every Redis key that is ours (BullMQ has its own prefix). Each names its tenant, or the platform where there is none. */
export const redisKeys = {
  /** Set of the conversations or objects that a tenant has in flight on a queue: its size is the next nudge's priority. */
  inFlight: (queue: string, tenantId: string) => `sylion:${tenantId}:in_flight:${queue}`,
  /** Theoretical arrival time (GCRA, ms) of the next send from a number. */
  numberPace: (tenantId: string, channelId: string) => `sylion:${tenantId}:pace:${channelId}`,
  /** The slower pace of a number that its provider found too fast, and since when: `intervalMs@ms`. */
  numberSlowdown: (tenantId: string, channelId: string) => `sylion:${tenantId}:slowdown:${channelId}`,
  /** Theoretical arrival time (GCRA, ms) of the next send from a number to one conversation's end user. */
  pairPace: (tenantId: string, channelId: string, conversationId: string) => `sylion:${tenantId}:pace:${channelId}:${conversationId}`,
  /** The trace of a bubble that was sent, for its status. */
  sentTrace: (tenantId: string, messageId: string) => `sylion:${tenantId}:trace:${messageId}`,
  /** When a caller's budget of one kind will be whole again (GCRA, ms). */
  callerBudget: (tenantId: string, callerId: string, kind: string) => `sylion:${tenantId}:budget:${kind}:${callerId}`,
  /** When an address's budget of failed authentications will be whole again (GCRA, ms); with a bearer: the part that this bearer may use. */
  refusalBudget: (address: string, bearerHash?: string) =>
    `sylion:platform:refusals:${address}${bearerHash === undefined ? '' : `:${bearerHash}`}`,
  /** Set while a bearer that was let in from an address is known there. */
  knownBearer: (address: string, bearerHash: string) => `sylion:platform:known_bearer:${address}:${bearerHash}`,
};
