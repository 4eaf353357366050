import { STATUS_CODES } from 'node:http';

import type { ProblemDetails } from '@sylion/schemas';

/** A refusal that the caller is told as it is. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: ProblemDetails['errors'];
  constructor(status: number, code: string, detail: string, errors?: ProblemDetails['errors']) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** RFC 9457 §4.2.1: with `about:blank` the title is the status' own phrase; `code` says the rest. */
  toDetails(): ProblemDetails {
    return {
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(this.errors && { errors: this.errors }),
    };
  }
}

/** There is no such thing, or not for this caller: the two cannot be told apart. */
export const notFound = (noun: string): Problem => new Problem(404, 'not_found', `there is no such ${noun}`);

/** @throws {Problem} 404 when a query found nothing. */
export function found<Row>(noun: string, row: Row | undefined): Row {
  if (row === undefined) throw notFound(noun);
  return row;
}

export const conflict = (code: string, detail: string): Problem => new Problem(409, code, detail);
