import { createAdminClient, type AdminClient } from '@sylion/admin-client';
import type { Stack } from '@sylion/launch/stack';

import { createHttpClient, type HttpClient } from './http-client.ts';

/** Who opens businesses on the running product, and sees to their numbers at WhatsApp. */
export interface Operator {
  /** The Admin API as the platform operator. */
  readonly admin: AdminClient;
  /** The Admin API as the platform operator inside one tenant. */
  adminOfTenant(tenantId: string): AdminClient;
  /** The Admin API as one tenant, by its key. */
  adminOf(key: string): AdminClient;
  /** The emulator's control. */
  readonly whatsapp: HttpClient;
}

export function createOperator(
  { adminApiUrl: url, secrets }: Pick<Stack, 'adminApiUrl' | 'secrets'>,
  { whatsappUrl }: { readonly whatsappUrl: string },
): Operator {
  const operator = { url, key: secrets.platformKey };
  return {
    admin: createAdminClient(operator),
    adminOfTenant: (tenantId) => createAdminClient({ ...operator, tenantId }),
    adminOf: (key) => createAdminClient({ url, key }),
    whatsapp: createHttpClient(whatsappUrl),
  };
}
