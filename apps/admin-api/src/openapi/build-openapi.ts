import { problemSchema } from '@sylion/schemas';

import type { Route } from '../route.ts';
import { responseHeaders } from './response-headers.ts';
import { securitySchemes } from './security.ts';
import { tagOf, toOperation } from './to-operation.ts';
import { toJsonSchema, type Json } from './to-json-schema.ts';

/** The OpenAPI 3.1 document of the routes, out of the very schemas that check requests and cut answers. */
export function buildOpenApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'SylionAI Admin API',
      version: '1',
      description:
        'Tenant administration. A tenant’s API key acts inside its own tenant; the platform key names the tenant in X-Tenant-Id.',
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes,
      headers: responseHeaders,
      schemas: { Problem: toJsonSchema(problemSchema, 'output') },
    },
  };
}
