/** Redis cannot be reached: the nudge was not published. The truth is in Postgres, so a sweeper will publish it later. */
export class QueueUnavailable extends Error {
  readonly code = 'queue_unavailable';
  constructor(cause: unknown) {
    super('Redis cannot be reached', { cause });
    this.name = 'QueueUnavailable';
  }
}

/** A handler's word for "this will never work": the job goes to the dead letters at once, with this reason. */
export class PoisonJob extends Error {
  readonly code = 'poison_job';
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'PoisonJob';
  }
}
