import type { z } from 'zod';

import type { Actor } from '@sylion/database';
import type { Grant, Permission } from '@sylion/tenancy';

import type { Form } from './http/receive-form.ts';
import type { Services } from './services.ts';

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
  readonly status: 200 | 201 | 204;
  /** Answered instead of `status` when there was nothing to do: the answer says `isUnchanged`. */
  readonly statusWhenUnchanged?: 200;
  /** What leaves: fields it does not name are cut off. Absent for 204. */
  readonly answer?: Answer;
  /** The codes of the 409s it may answer with. */
  readonly conflicts?: readonly string[];
  handle(
    call: Scope & Call<z.output<Params>, z.output<Query>, z.output<Body>, z.output<Fields>>,
    services: Services,
  ): Promise<z.input<Answer>>;
}

/** One endpoint as one object: dispatch, OpenAPI and the generated tests all read it. */
export type Route = Definition<{ readonly tenantId?: string }, z.ZodType, z.ZodType, z.ZodType, z.ZodType, z.ZodType> & {
  /** Whether it acts inside one tenant, or stands outside them all. */
  readonly isInTenant: boolean;
};

/** A route inside one tenant: that of the key or token, or the one that the platform names in `X-Tenant-Id`. */
export function defineTenantRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Fields extends z.ZodType,
  Answer extends z.ZodType,
>(definition: Definition<{ readonly tenantId: string }, Params, Query, Body, Fields, Answer>): Route {
  return { ...definition, isInTenant: true };
}

/** A route for the platform operator only, outside every tenant. */
export function definePlatformRoute<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  definition: Omit<Definition<object, Params, Query, Body, z.ZodType, Answer>, 'permission'>,
): Route {
  return { ...definition, permission: { role: 'platform' }, isInTenant: false };
}
