import fs from 'node:fs';
import path from 'node:path';

import { createAdminClient, type AdminClient, type Call } from '@sylion/admin-client';

import type { Stack } from '../stack/start-stack.ts';
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
  const operator = { url: stack.adminApiUrl, key: stack.secrets.platformKey };
  const tenantId = await ensureTenant(createAdminClient(operator));
  const inTenant = createAdminClient({ ...operator, tenantId });
  const channel = await ensureChannel(inTenant, await seedKnowledge(inTenant));
  if (stack.emulators && stack.isWhatsAppEmulated)
    await createWhatsAppControl(stack.emulators.whatsappUrl).act('register-number', { ...boulangerie.number });
  return {
    id: tenantId,
    slug: boulangerie.tenant.slug,
    apiKey: await ensureApiKey(inTenant, path.join(home, 'demo-api-key')),
    channels: [
      { id: channel.id, phoneNumberId: boulangerie.number.phoneNumberId, displayPhoneNumber: boulangerie.number.displayPhoneNumber },
    ],
  };
}

async function ensureTenant(platform: AdminClient): Promise<string> {
  for await (const { id, slug } of platform.list('/v1/tenants', { query: { limit: 200 } })) if (slug === boulangerie.tenant.slug) return id;
  return (await platform.post('/v1/tenants', { body: boulangerie.tenant })).id;
}

async function ensureChannel(admin: AdminClient, knowledgeBaseId: string): Promise<{ readonly id: string }> {
  const persona: Persona = { ...boulangerie.assistant, knowledgeBaseIds: [knowledgeBaseId] };
  for await (const known of admin.list('/v1/channels')) {
    if (known.providerKey !== boulangerie.number.phoneNumberId) continue;
    if (known.assistantId !== null) await refreshAssistant(admin, known.assistantId, persona); // made by an older version, perhaps
    return known;
  }
  const assistant = await admin.post('/v1/assistants', { body: persona });
  await admin.put('/v1/quotas/{metric}/{period}', { path: { metric: 'replies', period: 'month' }, body: { limit: 10_000 } });
  await admin.put('/v1/quotas/{metric}/{period}', { path: { metric: 'model_tokens', period: 'month' }, body: { limit: 50_000_000 } });
  return admin.post('/v1/channels', {
    body: {
      name: 'Numéro principal',
      provider: 'meta',
      providerKey: boulangerie.number.phoneNumberId,
      accountKey: boulangerie.number.wabaId,
      displayPhoneNumber: boulangerie.number.displayPhoneNumber,
      assistantId: assistant.id,
      credentials: { accessToken: 'emulator-access-token' },
    },
  });
}

async function refreshAssistant(admin: AdminClient, id: string, persona: Persona): Promise<void> {
  await admin.patch('/v1/assistants/{id}', { path: { id }, body: persona });
  await admin.post('/v1/assistants/{id}/publish', { path: { id }, body: { note: 'The demo as this version has it' } });
}
type Persona = Call<'post', '/v1/assistants'>['body'];

/** A key's secret is shown once, so the demo keeps its own beside the data. */
async function ensureApiKey(admin: AdminClient, file: string): Promise<string> {
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8');
  const { secret } = await admin.post('/v1/api-keys', { body: { name: 'Demo', role: 'owner' } });
  fs.writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
