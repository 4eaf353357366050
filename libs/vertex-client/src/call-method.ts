import type { CallBounds } from './open-clients.ts';

/** What one call passes to google-gax: everything explicit, because the packages' own timeouts and retries are not ours. */
export interface RawCallOptions {
  timeout: number;
  retry: { retryCodes: number[] };
  autoPaginate: false;
  otherArgs: { headers: Record<string, string> };
}

/** One of a generated client's `innerApiCalls`; cancelling the promise cancels the gRPC call. */
export type RawMethod<Response> = (
  request: object,
  options: RawCallOptions,
) => Promise<[Response, ...unknown[]]> & {
  cancel(): void;
};

/**
 * Calls a method below the public ones of a generated client, once, within its bounds.
 * The public ones add the routing header and, after an error with details, parse all of the
 * package's megabytes of protocol definitions anew; under throttling that would stall the process.
 *
 * @param routing the request's resource names by their field, for the routing header
 */
export async function callMethod<Response>(
  method: RawMethod<Response>,
  request: object,
  routing: Record<string, string>,
  bounds: CallBounds,
): Promise<Response> {
  const pending = method(request, {
    timeout: bounds.timeoutMs,
    retry: { retryCodes: [] },
    autoPaginate: false,
    otherArgs: { headers: { 'x-goog-request-params': new URLSearchParams(routing).toString() } },
  });
  const cancel = () => pending.cancel();
  bounds.signal?.addEventListener('abort', cancel, { once: true });
  try {
    if (bounds.signal?.aborted) cancel();
    const [response] = await pending;
    return response;
  } finally {
    bounds.signal?.removeEventListener('abort', cancel);
  }
}
