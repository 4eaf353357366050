import { checkCredentials } from '../check-credentials.ts';
import type { ChannelCredentials, CredentialCheck } from '../provider.ts';
import { readText, withoutUndefined } from '../read-json.ts';
import { callGraph } from './call-graph.ts';
import type { CloudApi } from './cloud-api.ts';

/** Asks for the number's name with the channel's credentials: the cheapest call that needs both to be right. */
export const checkNumber = (
  api: CloudApi,
  phoneNumberId: string,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<CredentialCheck> =>
  checkCredentials(async () => {
    const number = await callGraph({
      method: 'GET',
      url: api.numberUrl(phoneNumberId),
      headers: api.authorisation(credentials),
      timeoutMs: api.limits.timeoutMs,
      signal,
    });
    return withoutUndefined({
      ok: true as const,
      displayPhoneNumber: readText(number.display_phone_number),
      verifiedName: readText(number.verified_name),
    });
  });
