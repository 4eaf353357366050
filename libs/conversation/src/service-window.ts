const serviceWindowMs = 24 * 60 * 60 * 1_000;

/** When free-form replies stop being allowed: 24 h after the end user's last message (Cloud API, "customer service window"). */
export const serviceWindowEndsAt = (lastInboundAt: Date): Date => new Date(lastInboundAt.getTime() + serviceWindowMs);

/** Whether a free-form reply may be sent at `now`. Closed for an end user who never wrote. */
export const isServiceWindowOpen = (lastInboundAt: Date | null | undefined, now: Date): boolean =>
  lastInboundAt != null && now.getTime() < serviceWindowEndsAt(lastInboundAt).getTime();
