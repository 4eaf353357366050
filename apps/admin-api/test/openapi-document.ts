import { buildOpenApi } from '../src/openapi/build-openapi.ts';
import type { Method } from '../src/route.ts';
import { routes } from '../src/routes/routes.ts';

type Content = Readonly<Record<string, { readonly schema: object }>>;

/** An OpenAPI document, as far as the tests read it. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly headers: Readonly<Record<string, { readonly required?: boolean; readonly schema: object }>> };
}

interface OpenApiOperation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly headers: Readonly<Record<string, unknown>>; readonly content?: Content }>>;
}

/** What a reader of the document knows of an operation. */
export interface Operation {
  /** `METHOD path`, as the samples are listed. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  /** The least role and the scope that it asks of a tenant's key; undefined when it is for the platform operator. */
  readonly needs: { readonly role: string; readonly scope: string } | undefined;
  readonly isInTenant: boolean;
  /** What it answers with instead of JSON, and as long as it takes. */
  readonly streamType: string | undefined;
  readonly takesJson: boolean;
  /** The statuses of success. */
  readonly successes: readonly number[];
}

export const document = buildOpenApi(routes) as unknown as OpenApiDocument;

export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => toOperation(method as Method, path, operation)),
);

function toOperation(method: Method, path: string, { security, parameters, requestBody, responses }: OpenApiOperation): Operation {
  const [role, scope] = security.find((scheme) => 'apiKey' in scheme)?.['apiKey'] ?? [];
  const successes = Object.keys(responses).filter((status) => status.startsWith('2'));
  const mediaType = Object.keys(responses[successes[0] ?? '']?.content ?? {})[0];
  return {
    name: `${method} ${path}`,
    method,
    path,
    needs: role === undefined || scope === undefined ? undefined : { role, scope },
    isInTenant: parameters.some(({ name }) => name === 'X-Tenant-Id'),
    streamType: mediaType === 'application/json' ? undefined : mediaType,
    takesJson: requestBody?.content['application/json'] !== undefined,
    successes: successes.map(Number),
  };
}
