import { checkCredentials } from '../check-credentials.ts';
import { ProviderError } from '../provider-error.ts';
import type { ChannelCredentials, ChannelReference, CredentialCheck, NumberStanding } from '../provider.ts';
import type { JsonRecord } from '../read-json.ts';
import { readText, withoutUndefined } from '../read-json.ts';
import { callGraph } from './call-graph.ts';
import type { CloudApi } from './cloud-api.ts';

/**
 * Asks for the number's name with the channel's credentials: the cheapest call that needs both to be right. How the number stands is asked
 * for beside it (Meta, "Business phone numbers", "Messaging limits", "Subscribed apps"): a token may lack the right, and an older Graph a
 * field, without the credentials being bad.
 */
export const checkNumber = (
  api: CloudApi,
  from: ChannelReference,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<CredentialCheck> =>
  checkCredentials(async () => {
    const get = (url: URL | undefined): Promise<JsonRecord> =>
      callGraph({ method: 'GET', url, headers: api.authorisation(credentials), timeoutMs: api.limits.timeoutMs, signal });
    const [number, standing] = await Promise.all([get(api.numberUrl(from.phoneNumberId)), readStanding(api, from, get)]);
    return withoutUndefined({
      ok: true as const,
      displayPhoneNumber: readText(number.display_phone_number),
      verifiedName: readText(number.verified_name),
      ...standing,
    });
  });

async function readStanding(
  api: CloudApi,
  { phoneNumberId, accountKey }: ChannelReference,
  get: (url: URL | undefined) => Promise<JsonRecord>,
): Promise<NumberStanding> {
  const [standing, apps] = await Promise.all([
    api.standingUrl && ifTold(get(api.standingUrl(phoneNumberId))),
    accountKey === undefined || !api.subscribedAppsUrl ? undefined : ifTold(get(api.subscribedAppsUrl(accountKey))),
  ]);
  return {
    nameStatus: readText(standing?.name_status),
    qualityRating: readText(standing?.quality_rating),
    messagingLimit: readText(standing?.whatsapp_business_manager_messaging_limit),
    isWebhookSubscribed: Array.isArray(apps?.data) ? apps.data.length > 0 : undefined,
  };
}

const ifTold = (asking: Promise<JsonRecord>): Promise<JsonRecord | undefined> =>
  asking.catch((error: unknown) => {
    if (error instanceof ProviderError) return undefined;
    throw error;
  });
