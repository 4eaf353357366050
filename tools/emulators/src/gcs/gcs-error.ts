/** What a handler throws to answer with an error body as Cloud Storage writes it. */
export class GcsError extends Error {
  readonly httpStatus: number;
  readonly reason: string;

  constructor(httpStatus: number, reason: string, message: string) {
    super(message);
    this.name = 'GcsError';
    this.httpStatus = httpStatus;
    this.reason = reason;
  }

  /** The error body of the JSON API. */
  toJSON() {
    return {
      error: { code: this.httpStatus, message: this.message, errors: [{ domain: 'global', reason: this.reason, message: this.message }] },
    };
  }
}
