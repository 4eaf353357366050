import type { z } from 'zod';

import type { Actor, PlatformScope, TenantScope } from '@sylion/database';
import type { Grant, Permission } from '@sylion/tenancy';

import type { FileAnswer } from './http/answer-file.ts';
import type { Connection } from './http/answer-stream.ts';
import type { Form } from './http/receive-form.ts';
import type { Services, ServicesInTransaction } from './services.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who calls, as the audit log names it. */
export interface Origin {
  readonly actor: Actor;
  readonly requestId: string;
}

/** A request that was let in and fits its schemas. */
interface Call<Params, Query, Body, Fields> {
  readonly by: Origin;
  /** What the caller may: for routes that hand rights on. */
  readonly grant: Grant;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Set when the request is a form; its file is not read yet, and `body` is empty then. */
  readonly form: Form<Fields> | undefined;
}

/** What a call has besides, whose work is one transaction. */
interface InTransaction<Scope> {
  readonly scope: Scope;
  /** Has something done after the commit, before the answer: nudges, above all. What goes wrong there is logged and changes nothing. */
  afterCommit(effect: (services: Services) => Promise<void>): void;
}

/** What a call has besides, whose work is more than a transaction. */
export interface InSteps<Scope, Answer> {
  /**
   * For routes with a `version`, within the transaction that writes.
   * @throws {Problem} 412 when the caller named another version (`If-Match`)
   */
  requireVersion(scope: Scope): Promise<void>;
  /** Remembers the answer with the transaction that does the work, where one does all of it: then it is not done again in any case. */
  keepAnswer<Kept extends Answer>(scope: Scope, answer: Kept): Promise<Kept>;
}

/**
 * What a route does, in one of two ways.
 * `transact`: in one transaction, with which commits what a repetition of the request is to be told (`Idempotency-Key`), and inside of
 * which the version is the one that the caller saw (`If-Match`). Nothing may be awaited there but Postgres.
 * `handle`: anything else, with the transactions that it needs. A repetition is told the same as well, but if the process dies between
 * the work and its record, and the route did not `keepAnswer`, the work is done again: it must bear that.
 */
type Work<Bound, Scope, Sent, Answer> =
  | {
      readonly transact: (call: Bound & Sent & InTransaction<Scope>, services: ServicesInTransaction) => Promise<Answer>;
      readonly handle?: never;
    }
  | { readonly handle: (call: Bound & Sent & InSteps<Scope, Answer>, services: Services) => Promise<Answer>; readonly transact?: never };

/** An answer in pieces of text or bytes, made as the caller takes them. */
interface Stream<Call> {
  readonly mediaType: string;
  /** Under which name browsers save it; without one, they show it. */
  readonly fileName?: string;
  /** What one piece carries, for the documentation. */
  readonly piece?: z.ZodType;
  open(call: Call & { readonly connection: Connection }, services: Services): Promise<AsyncIterable<string | Uint8Array>>;
}

interface Definition<
  Scope,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Fields extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: Method;
  /** As OpenAPI writes it: `/v1/channels/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** Who may call: the least role, and the scope that a narrowed key has to hold. `docs/permissions.md` lists them. */
  readonly permission: Permission;
  /** A path that does not fit names nothing: 404. */
  readonly params?: Params;
  readonly query?: Query;
  /** Strict; a route without one takes no body. */
  readonly body?: Body;
  /** The route takes a form (`multipart/form-data`) with one `file`, instead of or besides JSON: the schema of the fields beside it. */
  readonly fields?: Fields;
  /** 202: another app does it, and may not be done with it. */
  readonly status: 200 | 201 | 202 | 204;
  /** Answered instead of `status` when there was nothing to do: the answer says `isUnchanged`. */
  readonly statusWhenUnchanged?: 200;
  /** What leaves: fields it does not name are cut off. Absent for 204. */
  readonly answer?: Answer;
  /** The codes of the 409s it may answer with. */
  readonly conflicts?: readonly string[];
  /** The codes of its other refusals that do not follow from its kind (`openapi/problems-of.ts`), by status. */
  readonly refusals?: Readonly<Record<number, readonly string[]>>;
  /**
   * The version of the thing that is shown or changed: the caller gets it as an ETag, and may make it a condition. Undefined when there
   * is no such thing. `isHeld`: nobody else changes it from now on, until the transaction ends.
   */
  readonly version?: (
    scope: Scope,
    call: Pick<Call<z.output<Params>, unknown, z.output<Body>, unknown>, 'params' | 'body'>,
    isHeld: boolean,
  ) => Promise<string | undefined>;
}

/** One endpoint as one object: dispatch, OpenAPI and the generated tests all read it. */
export type Route = Definition<AnyScope, z.ZodType, z.ZodType, z.ZodType, z.ZodType, z.ZodType> & {
  /** Whether it acts inside one tenant, or stands outside them all. */
  readonly isInTenant: boolean;
  transact?(call: AnyCall & InTransaction<AnyScope>, services: ServicesInTransaction): Promise<unknown>;
  handle?(call: AnyCall & InSteps<AnyScope, unknown>, services: Services): Promise<unknown>;
  /** Set when the answer is a stream. */
  readonly stream?: Stream<AnyCall>;
  /** Set when the answer is a file. */
  readonly file?: (call: AnyCall, services: Services) => Promise<FileAnswer>;
};
type AnyScope = TenantScope | PlatformScope;
export type AnyCall = { readonly tenantId: string | undefined } & Call<unknown, unknown, unknown, unknown>;

/** A route inside one tenant: that of the key or token, or the one that the platform names in `X-Tenant-Id`. */
export function defineTenantRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Fields extends z.ZodType,
  Answer extends z.ZodType,
>(
  definition: Definition<TenantScope, Params, Query, Body, Fields, Answer> &
    Work<{ readonly tenantId: string }, TenantScope, Sent<Params, Query, Body, Fields>, z.input<Answer>>,
): Route {
  return { ...definition, isInTenant: true } as unknown as Route;
}

/** A route inside one tenant that answers with a stream, for as long as the caller listens and may. */
export function defineStreamRoute<Params extends z.ZodType, Query extends z.ZodType>(
  definition: Pick<
    Definition<TenantScope, Params, Query, z.ZodType, z.ZodType, z.ZodType>,
    'path' | 'summary' | 'permission' | 'params' | 'query' | 'refusals'
  > & { readonly stream: Stream<{ readonly tenantId: string } & Sent<Params, Query, z.ZodType, z.ZodType>> },
): Route {
  return { ...definition, method: 'get', status: 200, isInTenant: true } as unknown as Route;
}

/** A route inside one tenant that answers with the bytes of a stored file. */
export function defineFileRoute<Params extends z.ZodType>(
  definition: Pick<
    Definition<TenantScope, Params, z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
    'path' | 'summary' | 'permission' | 'params' | 'conflicts'
  > & {
    readonly file: (
      call: { readonly tenantId: string } & Sent<Params, z.ZodType, z.ZodType, z.ZodType>,
      services: Services,
    ) => Promise<FileAnswer>;
  },
): Route {
  return { ...definition, method: 'get', status: 200, isInTenant: true } as unknown as Route;
}

/** A route for the platform operator only, outside every tenant. */
export function definePlatformRoute<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  definition: Omit<Definition<PlatformScope, Params, Query, Body, z.ZodType, Answer>, 'permission'> &
    Work<object, PlatformScope, Sent<Params, Query, Body, z.ZodType>, z.input<Answer>>,
): Route {
  return { ...definition, permission: { role: 'platform' }, isInTenant: false } as unknown as Route;
}

type Sent<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Fields extends z.ZodType> = Call<
  z.output<Params>,
  z.output<Query>,
  z.output<Body>,
  z.output<Fields>
>;
