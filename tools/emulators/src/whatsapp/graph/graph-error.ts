import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../read-json.ts';
import { errorHttpStatus, errorTitle } from './graph-error-catalogue.ts';

/** A refusal as the Graph API words it. */
export class GraphError extends Error {
  readonly code: number;
  readonly details: string;
  readonly subcode: number | undefined;

  constructor(code: number, details: string, subcode?: number) {
    super(`(#${code}) ${errorTitle(code)}`);
    this.code = code;
    this.details = details;
    this.subcode = subcode;
  }

  get httpStatus(): number {
    return errorHttpStatus(this.code);
  }

  toBody(): JsonObject {
    return {
      error: {
        message: this.subcode === undefined ? this.message : this.details,
        type: this.subcode === undefined ? 'OAuthException' : 'GraphMethodException',
        code: this.code,
        ...(this.subcode === undefined ? {} : { error_subcode: this.subcode }),
        error_data: { messaging_product: 'whatsapp', details: this.details },
        fbtrace_id: randomBytes(8).toString('base64url'),
      },
    };
  }
}

/** An id that does not exist, or that the token may not see: Meta does not tell which. */
export function unknownObject(id: string): GraphError {
  return new GraphError(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, ` +
      'or does not support this operation',
    33,
  );
}
