import { randomInt } from 'node:crypto';

import type { AdminClient } from '@sylion/admin-client';

import type { Operator } from './operator.ts';

/** A tenant with one number, as its admin sees it. */
export interface Business {
  readonly tenantId: string;
  readonly phoneNumberId: string;
  readonly channelId: string;
  readonly assistantId: string;
  readonly admin: AdminClient;
}

let count = 0;

/** Opens a business through the Admin API: tenant, key, assistant with these instructions, channel; and its number at WhatsApp. */
export async function openBusiness(
  platform: Operator,
  instructions: string,
  locale: 'fr' | 'de' = 'fr',
  settings: {
    readonly maxOutputTokens?: number;
    readonly coalescing?: { readonly completeWaitMs?: number };
    readonly outageRules?: {
      readonly modelOutage?: 'apologise' | 'answer_later' | 'hand_off';
      readonly stale?: 'answer' | 'apologise' | 'skip';
    };
  } = {},
): Promise<Business> {
  count += 1;
  const slug = `shop-${process.pid}-${count}`;
  const phoneNumberId = String(randomInt(1e14, 2e14));
  const tenant = await platform.admin.post('/v1/tenants', { body: { slug, name: `Shop ${count}`, defaultLocale: locale } });
  const inTenant = platform.adminOfTenant(tenant.id);
  const { secret } = await inTenant.post('/v1/api-keys', { body: { name: 'owner', role: 'owner' } });
  const admin = platform.adminOf(secret);
  const assistant = await admin.post('/v1/assistants', { body: { name: 'Assistant', instructions, locale, ...settings } });
  const channel = await admin.post('/v1/channels', {
    body: {
      name: 'Main',
      provider: 'meta',
      providerKey: phoneNumberId,
      accountKey: `waba-${slug}`,
      displayPhoneNumber: '+33 1 00 00 00 00',
      assistantId: assistant.id,
      credentials: { accessToken: `token-${slug}` },
    },
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
