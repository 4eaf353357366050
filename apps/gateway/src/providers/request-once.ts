import { parseJson } from './parse-json.ts';

export interface ProviderRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
  signal: AbortSignal;
}

export interface Answer { status: number; body: unknown; retryAfterMs?: number }

/**
 * - `answered`: the provider answered; `body` is undefined if the answer is not JSON.
 * - `not_sent`: no byte of the request can have reached it.
 * - `unknown`: it may have been carried out.
 */
export type RequestResult =
  | ({ kind: 'answered' } & Answer)
  | { kind: 'not_sent'; detail: string }
  | { kind: 'unknown'; detail: string };

/** Makes one HTTP request, never a second one: no retry, no redirect. */
export const requestOnce = async ({ method, url, headers, body, timeoutMs, signal }: ProviderRequest): Promise<RequestResult> => {
  if (signal.aborted) return { kind: 'not_sent', detail: 'aborted before the request' };
  const request = buildRequest(url, { method, headers, body, redirect: 'manual', signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
  if (request === undefined) return { kind: 'not_sent', detail: 'the request could not be built' };
  try {
    const response = await fetch(request);
    const answer = parseJson(await response.text());
    return { kind: 'answered', status: response.status, body: answer?.value, retryAfterMs: readRetryAfter(response.headers.get('retry-after')) };
  } catch (error) {
    const detail = describe(error);
    return neverConnected(error) ? { kind: 'not_sent', detail } : { kind: 'unknown', detail };
  }
};

/** The error of a header that is none would quote it, and with it the token. */
const buildRequest = (url: URL, init: RequestInit): Request | undefined => {
  try {
    return new Request(url.href, init);
  } catch {
    return undefined;
  }
};

/** Failures of name lookup, connecting and the TLS handshake: all before the first byte of a request. */
const codesBeforeSending = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const neverConnected = (error: unknown): boolean => {
  const cause = error instanceof Error ? error.cause : undefined;
  // One error per address tried; the request went out if only one of them got further than connecting.
  const attempts = cause instanceof AggregateError ? cause.errors : [cause];
  return attempts.length > 0 && attempts.every((attempt) => codesBeforeSending.has(codeOf(attempt) ?? ''));
};

const codeOf = (error: unknown): string | undefined =>
  (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined);

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return 'request failed';
  return codeOf(error.cause) ?? (error.name === 'TimeoutError' ? 'timed out' : error.name === 'AbortError' ? 'aborted' : 'request failed');
};

/** `Retry-After` in seconds; its date form is not used by these providers. */
const readRetryAfter = (header: string | null): number | undefined => (header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined);
