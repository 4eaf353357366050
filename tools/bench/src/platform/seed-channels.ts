import { createAssistant, createChannel, createDatabase, createTenant } from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';
import { sealSecret, type RingKey } from '@sylion/tenancy';

/** A number of a tenant of its own. */
export interface BenchChannel {
  readonly tenantId: string;
  readonly channelId: string;
  readonly phoneNumberId: string;
}

/** Makes so many tenants, each with an assistant that answers at once on one channel. */
export async function seedChannels(databaseUrl: string, secret: RingKey, count: number): Promise<BenchChannel[]> {
  const logger = createLogger({ app: 'bench', level: 'silent' });
  const database = createDatabase({ url: databaseUrl, applicationName: 'bench', poolSize: 1, logger });
  const channels: BenchChannel[] = [];
  try {
    for (let place = 0; place < count; place += 1) {
      const channel = { tenantId: newId(), channelId: newId(), phoneNumberId: String(100_000_000_000_000 + place) };
      const { tenantId, channelId } = channel;
      const assistantId = newId();
      const credentials = JSON.stringify({ provider: 'meta', accessToken: `token-${place}` });
      await database.asPlatform('seed a tenant of a bench', (scope) =>
        createTenant(scope, { id: tenantId, slug: `bench-${place}`, name: `Shop ${place}`, defaultLocale: 'en' }),
      );
      await database.asTenant(tenantId, async (scope) => {
        await createAssistant(scope, {
          id: assistantId,
          name: 'Assistant',
          instructions: 'Be kind.',
          coalescing: noWait,
          knowledge: {},
          ...unrestrained,
        });
        await createChannel(scope, {
          id: channelId,
          assistantId,
          provider: 'meta',
          providerKey: channel.phoneNumberId,
          accountKey: `account-${place}`,
          identityScope: `portfolio-${place}`,
          displayPhoneNumber: '+33 1 00 00 00 00',
          name: 'Main number',
          credentialsCiphertext: sealSecret([secret], credentials, `${tenantId}/${channelId}`),
        });
      });
      channels.push(channel);
    }
  } finally {
    await database.close();
  }
  return channels;
}

/** Nobody's thoughts are waited for: what is measured is ours. */
/** The load writes faster than people do. */
const unrestrained = { endUserLimits: { perMinute: null, perHour: null, perDay: null }, breaksLoops: false } as const;
const noWait = { completeWaitMs: 1, fragmentWaitMs: 1, leadInWaitMs: 1, uncaptionedWaitMs: 1, rhythmMinWaitMs: 1, rhythmMaxWaitMs: 1 };
