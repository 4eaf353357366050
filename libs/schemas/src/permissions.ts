import { z } from 'zod';

/** What somebody may be inside a tenant: owner ⊃ admin ⊃ agent ⊃ viewer. */
export const tenantRoleSchema = z.enum(['owner', 'admin', 'agent', 'viewer']);
export type TenantRole = z.infer<typeof tenantRoleSchema>;

/**
 * What an API key may be narrowed to: one noun and reading or writing it. Writing does not include reading, so that what only delivers
 * need not see. Scopes are only ever added, never renamed: they stand in keys that are in use.
 */
export const scopeSchema = z.enum([
  'api-keys:read',
  'api-keys:write',
  'assistants:read',
  'assistants:write',
  'audit-log:read',
  'channels:read',
  'channels:write',
  'conversations:read',
  'conversations:write',
  'end-users:read',
  'end-users:write',
  'knowledge:read',
  'knowledge:write',
  'message-templates:read',
  'message-templates:write',
  'quotas:read',
  'settings:read',
  'settings:write',
  'usage:read',
  'webhooks:read',
  'webhooks:write',
]);
export type Scope = z.infer<typeof scopeSchema>;
