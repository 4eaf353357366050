import { randomBytes } from 'node:crypto';

import { createAssistant, createChannel, createTenant, type Database, type NewAssistant, type NewChannel } from '@sylion/database';
import { newId, type Locale, type Provider } from '@sylion/schemas';
import { sealSecret, type RingKey } from '@sylion/tenancy';

/** The key ring that tests seal credentials with; `SECRETS_KEYS` for apps under test. */
export const testKeyRing: readonly RingKey[] = [{ id: 'test', key: Buffer.alloc(32, 7) }];
export const testSecretsKeys = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export interface SeededTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly assistantId: string;
  readonly channelId: string;
  readonly providerKey: string;
}

export interface Seed {
  readonly locale?: Locale;
  readonly provider?: Provider;
  readonly credentials?: Record<string, unknown>;
  readonly assistant?: Partial<NewAssistant>;
  readonly channel?: Partial<NewChannel>;
}

/** A tenant with one assistant that answers on one channel, everything with names of its own. */
export async function seedTenant(database: Database, seed: Seed = {}): Promise<SeededTenant> {
  const tenantId = newId();
  const slug = `tenant-${randomBytes(4).toString('hex')}`;
  const assistantId = newId();
  const channelId = newId();
  const provider = seed.provider ?? 'meta';
  const providerKey = seed.channel?.providerKey ?? String(100_000_000_000_000 + randomBytes(6).readUIntBE(0, 6));
  const credentials = seed.credentials ?? { provider, accessToken: `token-${slug}` };
  await database.asPlatform('seed a test tenant', (scope) =>
    createTenant(scope, { id: tenantId, slug, name: `Shop ${slug}`, defaultLocale: seed.locale ?? 'fr' }),
  );
  await database.asTenant(tenantId, async (scope) => {
    await createAssistant(scope, {
      id: assistantId,
      name: 'Assistant',
      instructions: 'Be kind.',
      modelTier: 'flash',
      model: null,
      locale: seed.locale ?? 'fr',
      temperature: 0.3,
      maxOutputTokens: 512,
      coalescing: { completeWaitMs: 1, fragmentWaitMs: 1, leadInWaitMs: 1, uncaptionedWaitMs: 1, rhythmMinWaitMs: 1, rhythmMaxWaitMs: 1 },
      // Tests write faster than people do.
      endUserLimits: { perMinute: null, perHour: null, perDay: null },
      breaksLoops: false,
      ...seed.assistant,
      knowledge: seed.assistant?.knowledge ?? {},
    });
    await createChannel(scope, {
      id: channelId,
      assistantId,
      provider,
      accountKey: `waba-${slug}`,
      identityScope: `portfolio-${slug}`,
      displayPhoneNumber: '+33 1 00 00 00 00',
      name: 'Main number',
      credentialsCiphertext: sealSecret(testKeyRing, JSON.stringify(credentials), `${tenantId}/${channelId}`),
      ...seed.channel,
      providerKey,
    });
  });
  return { tenantId, slug, assistantId, channelId, providerKey };
}
