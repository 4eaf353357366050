import { setTimeout } from 'node:timers/promises';

import createClient, { mergeHeaders } from 'openapi-fetch';

import { AdminProblem } from './admin-problem.ts';
import type { Answer, Call, CallArguments, Item, ListPath, Method, PathOf, Sending, TenantEvent, VersionedPath } from './api-types.ts';
import { followEvents } from './follow-events.ts';
import type { paths } from './generated/admin-api.ts';
import { sendPatiently, type Patience } from './send-patiently.ts';
import { toBody } from './to-body.ts';

export interface AdminClientOptions {
  /** Where the Admin API is: `https://admin.example.com`. */
  readonly url: string;
  /** A tenant's API key, an employee's token, or the platform's key. */
  readonly key: string;
  /** The tenant to act in, with the platform's key. */
  readonly tenantId?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
  readonly patience?: Partial<Patience>;
}

/**
 * The Admin API with the types of its own OpenAPI document. Every call throws an {@link AdminProblem} when it is refused, and the error
 * of `fetch` when the API cannot be reached; before that it is tried again as often as it is worth it (429, 503, a lost connection), and
 * as late as the API asks for. That is safe: a POST has an `Idempotency-Key`, the other methods may be repeated by their nature.
 */
export interface AdminClient {
  get<Path extends PathOf<'get'>>(path: Path, ...call: CallArguments<Call<'get', Path>>): Promise<Answer<'get', Path>>;
  post<Path extends PathOf<'post'>>(path: Path, ...call: CallArguments<Call<'post', Path>>): Promise<Answer<'post', Path>>;
  put<Path extends PathOf<'put'>>(path: Path, ...call: CallArguments<Call<'put', Path>>): Promise<Answer<'put', Path>>;
  patch<Path extends PathOf<'patch'>>(path: Path, ...call: CallArguments<Call<'patch', Path>>): Promise<Answer<'patch', Path>>;
  delete<Path extends PathOf<'delete'>>(path: Path, ...call: CallArguments<Call<'delete', Path>>): Promise<Answer<'delete', Path>>;

  /** Every item of a list, over all its pages; the next page is asked for when it is needed. */
  list<Path extends ListPath>(path: Path, ...call: CallArguments<Call<'get', Path>>): AsyncGenerator<Item<Path>>;
  /**
   * Changes what it has read, and nothing newer (`If-Match`): if somebody else was quicker, it reads and decides again.
   * @param change what to change of it; undefined leaves it as it is
   */
  update<Path extends VersionedPath>(
    path: Path,
    call: Omit<Call<'get', Path>, 'query'>,
    change: (now: Answer<'get', Path>) => Call<'patch', Path>['body'] | undefined,
  ): Promise<Answer<'get', Path> | Answer<'patch', Path>>;
  /** An answer as it comes in, such as the CSV of `/v1/usage/export`. */
  download<Path extends PathOf<'get'>>(path: Path, ...call: CallArguments<Call<'get', Path>>): Promise<ReadableStream<Uint8Array>>;
  /**
   * What happens in the tenant, as it happens, without an end: lost connections are made again where they broke off. Leave the loop, or
   * abort the signal, to hang up. `lastEventId` goes on where an earlier loop has stopped.
   */
  events(call?: Call<'get', '/v1/events'> & { readonly lastEventId?: string }): AsyncGenerator<TenantEvent>;
}

const defaultPatience: Patience = {
  attempts: 4,
  maxWaitMs: 30_000,
  wait: (durationMs, signal) => setTimeout(durationMs, undefined, signal && { signal }),
};
const updateAttempts = 5;

/** A client of the Admin API for one key. It holds no connection and need not be closed. */
export function createAdminClient({ url, key, tenantId, fetch, patience: chosen }: AdminClientOptions): AdminClient {
  const patience = { ...defaultPatience, ...chosen };
  const api = createClient<paths>({
    baseUrl: new URL(url).href,
    headers: { authorization: `Bearer ${key}`, 'x-tenant-id': tenantId },
    bodySerializer: toBody,
    ...(fetch && { fetch }),
  });

  const send = async (
    method: Method,
    path: string,
    { path: inPath, query, ...call }: LooseCall = {},
    parseAs: 'json' | 'stream' = 'json',
  ) => {
    const headers = method === 'post' ? mergeHeaders({ 'idempotency-key': crypto.randomUUID() }, call.headers) : call.headers;
    const init = { ...call, headers, parseAs, params: { path: inPath, query } };
    const attempt = async () => {
      const { data, error, response } = await api.request(method, path as never, init as never);
      if (!response.ok) throw new AdminProblem(`${method.toUpperCase()} ${path}`, response, error);
      return { data: data as unknown, etag: response.headers.get('etag') };
    };
    return sendPatiently(attempt, patience, call.signal);
  };
  const sender =
    (method: Method) =>
    async (path: string, call?: LooseCall): Promise<unknown> =>
      (await send(method, path, call)).data;
  const download = async (path: string, call?: LooseCall) => (await send('get', path, call, 'stream')).data as ReadableStream<Uint8Array>;

  async function* list(path: string, call: LooseCall = {}): AsyncGenerator<unknown> {
    for (let cursor: string | undefined | null; cursor !== null;) {
      const { data } = await send('get', path, { ...call, query: { ...call.query, ...(cursor && { cursor }) } });
      const page = data as { items: unknown[]; nextCursor: string | null };
      yield* page.items;
      cursor = page.nextCursor;
    }
  }

  const update = async (path: string, call: LooseCall, change: (now: never) => unknown): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      const { data: now, etag } = await send('get', path, call);
      const body = change(now as never);
      if (body === undefined) return now;
      try {
        return (await send('patch', path, { ...call, body, headers: mergeHeaders(call.headers, { 'if-match': etag }) })).data;
      } catch (error) {
        const wasChanged = error instanceof AdminProblem && error.code === 'precondition_failed';
        if (!wasChanged || attempt >= updateAttempts) throw error;
      }
    }
  };

  const events: AdminClient['events'] = ({ lastEventId, ...call } = {}) =>
    followEvents(
      (position) => download('/v1/events', { ...call, headers: mergeHeaders(call.headers, { 'last-event-id': position || undefined }) }),
      patience.wait,
      { lastEventId, signal: call.signal },
    );

  const client = {
    get: sender('get'),
    post: sender('post'),
    put: sender('put'),
    patch: sender('patch'),
    delete: sender('delete'),
    list,
    update,
    download,
    events,
  };
  return client as unknown as AdminClient; // the document's types bind callers; inside, every path is alike
}

interface LooseCall extends Sending {
  readonly path?: unknown;
  readonly query?: object | undefined;
  readonly body?: unknown;
}
