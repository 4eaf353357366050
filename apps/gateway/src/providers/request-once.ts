import { neverConnected } from './never-connected.ts';
import { parseJson } from './parse-json.ts';
import { readRecord, readText } from './read-json.ts';

export interface ProviderRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string | FormData;
  timeoutMs: number;
  signal: AbortSignal;
}

export interface Answer {
  status: number;
  body: unknown;
  retryAfterMs?: number;
}

/**
 * - `answered`: the provider answered; `body` is undefined if the answer is not JSON.
 * - `not_sent`: no byte of the request can have reached it.
 * - `unknown`: it may have been carried out.
 */
export type RequestResult = ({ kind: 'answered' } & Answer) | { kind: 'not_sent'; detail: string } | { kind: 'unknown'; detail: string };

/** Makes one HTTP request, never a second one: no retry, no redirect. */
export const requestOnce = async ({ method, url, headers, body, timeoutMs, signal }: ProviderRequest): Promise<RequestResult> => {
  if (signal.aborted) return { kind: 'not_sent', detail: 'aborted before the request' };
  const request = buildRequest(url, {
    method,
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (request === undefined) return { kind: 'not_sent', detail: 'the request could not be built' };
  try {
    const response = await fetch(request);
    const answer = parseJson(await response.text());
    return {
      kind: 'answered',
      status: response.status,
      body: answer?.value,
      retryAfterMs: readRetryAfter(response.headers.get('retry-after')),
    };
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

const describe = (error: unknown): string => {
  const { cause, name } = readRecord(error);
  if (name === 'TimeoutError') return 'timed out';
  return name === 'AbortError' ? 'aborted' : (readText(readRecord(cause).code) ?? 'request failed');
};

/** `Retry-After` in seconds; its date form is not used by these providers. */
const readRetryAfter = (header: string | null): number | undefined =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined;
