import type { ProblemCode } from './generated/admin-api.ts';

/** A refusal of the Admin API (RFC 9457, problem details). */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
  readonly status: number;
  /** For programs to decide by; undefined when the answer is not the API's own, but of something before it. */
  readonly code: ProblemCode | (string & Record<never, never>) | undefined;
  /** For people. */
  readonly detail: string;
  /** What is wrong with the request, field by field; `path` is empty for the whole. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  /** What logs and the audit log call the request. */
  readonly requestId: string | undefined;
  /** After how many seconds the API wants to be asked again, if it said so. */
  readonly retryAfterSeconds: number | undefined;

  /** @param content the parsed problem, or the text that came instead of one */
  constructor(asked: string, { status, headers }: Response, content: unknown) {
    const { code, detail, errors } = typeof content === 'object' ? (content as Partial<AdminProblem>) : {};
    const told = detail ?? String(content ?? '').slice(0, 200);
    const requestId = headers.get('x-request-id') ?? undefined;
    super(`${asked} was answered ${status} ${code ?? ''}: ${told}${requestId === undefined ? '' : ` (request ${requestId})`}`);
    this.status = status;
    this.code = code;
    this.detail = told;
    this.errors = errors ?? [];
    this.requestId = requestId;
    const retryAfter = headers.get('retry-after');
    this.retryAfterSeconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
  }
}
