import fs from 'node:fs';
import path from 'node:path';

import type { Stack } from '../stack/start-stack.ts';
import { createAdminClient, type AdminClient } from './admin-client.ts';
import { boulangerie } from './boulangerie.ts';
import { seedKnowledge } from './seed-knowledge.ts';
import { createWhatsAppControl } from './whatsapp-control.ts';

/** The demo tenant as `.local/dev.json` shows it. */
export interface DemoTenant {
  readonly id: string;
  readonly slug: string;
  readonly apiKey: string;
  readonly channels: readonly { readonly id: string; readonly phoneNumberId: string; readonly displayPhoneNumber: string }[];
}

/** Makes the demo tenant through the Admin API, unless it is there, and registers its number at the emulator. */
export async function seedDemo(stack: Stack, home: string): Promise<DemoTenant> {
  const platform = createAdminClient(stack.adminApiUrl, stack.secrets.platformKey);
  const { items: tenants } = await platform.get<{ items: { id: string; slug: string }[] }>('/v1/tenants?limit=100');
  const { slug } = boulangerie.tenant;
  const tenant = tenants.find((known) => known.slug === slug) ?? (await platform.post<{ id: string }>('/v1/tenants', boulangerie.tenant));
  const inTenant = createAdminClient(stack.adminApiUrl, stack.secrets.platformKey, tenant.id);
  const channel = await ensureChannel(inTenant, await seedKnowledge(inTenant));
  if (stack.emulators && stack.isWhatsAppEmulated)
    await createWhatsAppControl(stack.emulators.whatsappUrl).act('register-number', { ...boulangerie.number });
  return {
    id: tenant.id,
    slug,
    apiKey: await ensureApiKey(inTenant, path.join(home, 'demo-api-key')),
    channels: [
      { id: channel.id, phoneNumberId: boulangerie.number.phoneNumberId, displayPhoneNumber: boulangerie.number.displayPhoneNumber },
    ],
  };
}

async function ensureChannel(admin: AdminClient, knowledgeBaseId: string): Promise<{ id: string }> {
  const persona = { ...boulangerie.assistant, knowledgeBaseIds: [knowledgeBaseId] };
  const { items: channels } = await admin.get<{ items: { id: string; providerKey: string; assistantId: string }[] }>('/v1/channels');
  const known = channels.find(({ providerKey }) => providerKey === boulangerie.number.phoneNumberId);
  if (known) {
    await admin.patch(`/v1/assistants/${known.assistantId}`, persona); // made by an older version, perhaps
    await admin.post(`/v1/assistants/${known.assistantId}/publish`, { note: 'The demo as this version has it' });
    return known;
  }
  const assistant = await admin.post<{ id: string }>('/v1/assistants', persona);
  await admin.put('/v1/quotas/replies/month', { limit: 10_000 });
  await admin.put('/v1/quotas/model_tokens/month', { limit: 50_000_000 });
  return admin.post<{ id: string }>('/v1/channels', {
    name: 'Numéro principal',
    provider: 'meta',
    providerKey: boulangerie.number.phoneNumberId,
    accountKey: boulangerie.number.wabaId,
    displayPhoneNumber: boulangerie.number.displayPhoneNumber,
    assistantId: assistant.id,
    credentials: { accessToken: 'emulator-access-token' },
  });
}

/** A key's secret is shown once, so the demo keeps its own beside the data. */
async function ensureApiKey(admin: AdminClient, file: string): Promise<string> {
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8');
  const { secret } = await admin.post<{ secret: string }>('/v1/api-keys', { name: 'Demo', role: 'owner' });
  fs.writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
