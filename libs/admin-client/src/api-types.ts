import type { HeadersOptions, RequestBodyOption } from 'openapi-fetch';
import type { PathsWithMethod, RequiredKeysOf, ResponseObjectMap, SuccessResponse } from 'openapi-typescript-helpers';

import type { paths } from './generated/admin-api.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that a method is for, as the document writes them: `/v1/channels/{id}`. */
export type PathOf<M extends Method> = PathsWithMethod<paths, M>;
type Operation<M extends Method, Path extends PathOf<M>> = paths[Path][M] extends infer Found extends AnyOperation ? Found : never;
interface AnyOperation {
  parameters: { path?: unknown; query?: unknown };
  responses: object;
}

/** What goes with every call. */
export interface Sending {
  /** Added to what the client says itself; a caller's own `Idempotency-Key` or `If-Match` stands. */
  readonly headers?: HeadersOptions;
  readonly signal?: AbortSignal;
}

/** A call as its operation wants it: `path` and `query` parameters, and the `body`; a body with a `file` is sent as a form. */
export type Call<M extends Method, Path extends PathOf<M>> = Pick<Operation<M, Path>['parameters'], 'path' | 'query'> &
  RequestBodyOption<Operation<M, Path>> &
  Sending;

/** The call may be left out where it needs nothing. */
export type CallArguments<Wanted> = RequiredKeysOf<Wanted> extends never ? [call?: Wanted] : [call: Wanted];

/** What a success answers; undefined where it has no content. */
export type Answer<M extends Method, Path extends PathOf<M>> = SuccessResponse<
  ResponseObjectMap<Operation<M, Path>>,
  `${string}/${string}`
>;

/** The lists: what answers with a page and the cursor of the next. */
export type ListPath = {
  [Path in PathOf<'get'>]: Answer<'get', Path> extends Page ? Path : never;
}[PathOf<'get'>];
export type Item<Path extends ListPath> = Answer<'get', Path> extends { items: readonly (infer One)[] } ? One : never;
interface Page {
  items: readonly unknown[];
  nextCursor: string | null;
}

/** What can be read with its version and be changed under it. */
export type VersionedPath = PathOf<'get'> & PathOf<'patch'>;

/** An event, and what `lastEventId` has to be to go on after it. */
export type TenantEvent = Answer<'get', '/v1/events'> & { readonly lastEventId: string };
