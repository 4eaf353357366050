import type { ChannelStatus, Verification } from '@sylion/schemas';

interface TokenEvidence {
  readonly status: ChannelStatus;
  readonly statusChangedAt: Date;
  readonly verification: { readonly at: Date; readonly result: Verification } | null;
  readonly lastSentAt: Date | null;
}

export interface TokenState {
  readonly state: 'ok' | 'needs_reauth' | 'unknown';
  /** When that was last seen. */
  readonly seenAt: Date | null;
}

/** What is known of a channel's credentials. What was seen before the status last changed proves nothing: they may be others by now. */
export function judgeToken({ status, statusChangedAt, verification, lastSentAt }: TokenEvidence): TokenState {
  if (status === 'needs_reauth') return { state: 'needs_reauth', seenAt: statusChangedAt };
  const verified = verification && verification.at >= statusChangedAt ? verification : null;
  const sentAt = lastSentAt && lastSentAt >= statusChangedAt ? lastSentAt : null;
  if (verified?.result.reason === 'refused' && (sentAt === null || sentAt < verified.at))
    return { state: 'needs_reauth', seenAt: verified.at };
  const seenAt = verified?.result.isOk && (sentAt === null || sentAt < verified.at) ? verified.at : sentAt;
  return seenAt === null ? { state: 'unknown', seenAt } : { state: 'ok', seenAt };
}
