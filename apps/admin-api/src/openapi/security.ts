import type { Permission } from '@sylion/tenancy';

import type { Json } from './to-json-schema.ts';

/** Who may call at all; each is sent as `Authorization: Bearer …`. */
export const securitySchemes: Record<string, Json> = {
  apiKey: { type: 'http', scheme: 'bearer', description: 'A key of the tenant, which `POST /v1/api-keys` issues' },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token that an identity provider known here signed; its claims name the tenant and the role',
  },
  platformKey: { type: 'http', scheme: 'bearer', description: 'The platform operator’s key' },
};

/**
 * Who may call an operation. What a scheme is listed with, the caller has to hold: the least role, and the scope.
 * OpenAPI 3.1 §4.8.30: for schemes other than OAuth 2 the list is of role names.
 */
export function securityOf(permission: Permission): Record<string, readonly string[]>[] {
  if (permission.role === 'platform') return [{ platformKey: [] }];
  const held = [permission.role, permission.scope];
  return [{ apiKey: held }, { token: held }, { platformKey: [] }];
}
