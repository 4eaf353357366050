import { randomInt } from 'node:crypto';

import type { HttpClient } from './http-client.ts';
import type { Platform } from './platform.ts';

/** A tenant with one number, as its admin sees it. */
export interface Business {
  readonly tenantId: string;
  readonly phoneNumberId: string;
  readonly channelId: string;
  readonly assistantId: string;
  readonly admin: HttpClient;
}

/** What opening one takes of the running product. */
export type Operator = Pick<Platform, 'admin' | 'adminOfTenant' | 'adminOf' | 'whatsapp'>;

let count = 0;

/** Opens a business through the Admin API: tenant, key, assistant with these instructions, channel; and its number at WhatsApp. */
export async function openBusiness(platform: Operator, instructions: string, locale = 'fr'): Promise<Business> {
  count += 1;
  const slug = `shop-${process.pid}-${count}`;
  const phoneNumberId = String(randomInt(1e14, 2e14));
  const tenant = await platform.admin.send<{ id: string }>('POST', '/v1/tenants', { slug, name: `Shop ${count}`, defaultLocale: locale });
  const inTenant = platform.adminOfTenant(tenant.id);
  const { secret } = await inTenant.send<{ secret: string }>('POST', '/v1/api-keys', { name: 'owner', role: 'owner' });
  const admin = platform.adminOf(secret);
  const assistant = await admin.send<{ id: string }>('POST', '/v1/assistants', { name: 'Assistant', instructions, locale });
  const channel = await admin.send<{ id: string }>('POST', '/v1/channels', {
    name: 'Main',
    provider: 'meta',
    providerKey: phoneNumberId,
    accountKey: `waba-${slug}`,
    displayPhoneNumber: '+33 1 00 00 00 00',
    assistantId: assistant.id,
    credentials: { accessToken: `token-${slug}` },
  });
  await platform.whatsapp.send('POST', '/_control', {
    action: 'register-number',
    phoneNumberId,
    displayPhoneNumber: '+33100000000',
    wabaId: `waba-${slug}`,
    verifiedName: `Shop ${count}`,
  });
  return { tenantId: tenant.id, phoneNumberId, channelId: channel.id, assistantId: assistant.id, admin };
}
