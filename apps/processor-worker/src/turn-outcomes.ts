/** How a turn, or a run of the playground, may end, as its record says it. */
export const turnOutcomes = [
  'answered',
  'handed_off',
  'opted_in',
  'opted_out',
  'blocked',
  'empty_answer',
  'instructions_echoed',
  'loop_suspected',
  'media_unreadable',
  'outside_business_hours',
  'over_quota',
  'quota_exceeded',
  'rate_limited',
  'service_window_closed',
  'stale',
  'unsupported_type',
  'claim_lost',
  'epoch_changed',
  'erased',
  'interrupted',
  'restarted',
  'internal_error',
  'model_failed',
  'model_failed_for_now',
  'model_unavailable',
  'postponed',
  'other',
] as const;

/** The steps of a turn that are timed, in order. */
export const turnSteps = ['claim-turn', 'gather-context', 'check-quota', 'retrieve-knowledge', 'generate-reply'] as const;
