/** The object is larger than the caller allows; nothing was stored. */
export class ObjectTooLarge extends Error {
  readonly code = 'OBJECT_TOO_LARGE';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`The object is larger than ${maxBytes} bytes.`);
    this.name = 'ObjectTooLarge';
    this.maxBytes = maxBytes;
  }
}

export class ObjectNotFound extends Error {
  readonly code = 'OBJECT_NOT_FOUND';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ObjectNotFound';
  }
}

/** Storage does not answer now, or answered that it cannot; trying again later may work. */
export class TransientStorageError extends Error {
  /** HTTP status or network error code, such as `503` or `ECONNRESET`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TransientStorageError';
    this.code = code;
  }
}

/** Storage refuses the request and will again: missing rights, a bad name, no such bucket. */
export class PermanentStorageError extends Error {
  /** HTTP status, or `UNKNOWN`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentStorageError';
    this.code = code;
  }
}
