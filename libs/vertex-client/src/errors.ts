/**
 * A model call that failed for now: throttled, unavailable or out of time. Retries and fallbacks were already spent;
 * trying again later may work.
 */
export class TransientModelError extends Error {
  /** gRPC status name, such as `RESOURCE_EXHAUSTED`. */
  readonly code: string;
  /** Calls that were made in vain; they cost no tokens. */
  readonly attempts: number;

  constructor(code: string, message: string, attempts = 1, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransientModelError';
    this.code = code;
    this.attempts = attempts;
  }
}

/** A model call that will fail again: a bad request, missing rights, an unknown or retired model. */
export class PermanentModelError extends Error {
  /** gRPC status name, or `RETIRED_MODEL`, `MALFORMED_RESPONSE`, `TEXT_TOO_LONG`, `FOREIGN_RESULT`. */
  readonly code: string;
  readonly attempts: number;

  constructor(code: string, message: string, attempts = 1, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentModelError';
    this.code = code;
    this.attempts = attempts;
  }
}

/** The caller's AbortSignal ended the call. */
export class ModelCallCancelled extends Error {
  readonly attempts: number;

  constructor(attempts = 0, options?: ErrorOptions) {
    super('The model call was cancelled by its caller.', options);
    this.name = 'ModelCallCancelled';
    this.attempts = attempts;
  }
}
