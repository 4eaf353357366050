import { apiPath } from '../api-path.ts';
import type { ChannelCredentials, InboundProvider, OutboundProvider } from '../provider.ts';
import type { ProviderLimits } from '../provider-limits.ts';
import { cloudApiOutbound } from './cloud-api-outbound.ts';
import { normalise } from './normalise.ts';
import { verifySignature } from './verify-signature.ts';

export interface MetaSettings extends ProviderLimits {
  /** Such as `https://graph.facebook.com`. */
  graphUrl: string;
  /** Such as `v25.0`. */
  graphVersion: string;
  /** Where Meta keeps media bytes. */
  mediaHosts: readonly string[];
}

export const metaInbound: InboundProvider = {
  webhookSecrets: (credentials) => (credentials.provider === 'meta' ? (credentials.appSecrets ?? []) : []),
  verify: verifySignature,
  normalise,
};

/** Meta's own Cloud API. */
export const metaOutbound = ({ graphUrl, graphVersion, mediaHosts, ...limits }: MetaSettings): OutboundProvider => {
  const path = (...segments: string[]): URL | undefined => apiPath(graphUrl, graphVersion, ...segments);
  return cloudApiOutbound({
    messagesUrl: (phoneNumberId) => path(phoneNumberId, 'messages'),
    mediaUrl: (providerMediaId, phoneNumberId) => withQuery(path(providerMediaId), 'phone_number_id', phoneNumberId),
    uploadUrl: (phoneNumberId) => path(phoneNumberId, 'media'),
    numberUrl: (phoneNumberId) => withQuery(path(phoneNumberId), 'fields', 'display_phone_number,verified_name'),
    standingUrl: (phoneNumberId) =>
      withQuery(path(phoneNumberId), 'fields', 'name_status,quality_rating,whatsapp_business_manager_messaging_limit'),
    subscribedAppsUrl: (accountKey) => path(accountKey, 'subscribed_apps'),
    templatesUrl: (accountKey, after) => {
      const url = withQuery(path(accountKey, 'message_templates'), 'fields', 'id,name,language,category,status,components');
      const page = withQuery(url, 'limit', '100');
      return after === undefined ? page : withQuery(page, 'after', after);
    },
    downloadUrl: (toldUrl) => toldUrl,
    authorisation,
    trustedHosts: { apiUrl: graphUrl, mediaHosts },
    limits,
  });
};

const authorisation = (credentials: ChannelCredentials): Record<string, string> => {
  if (credentials.provider !== 'meta') throw new TypeError(`Meta was given credentials of ${credentials.provider}`);
  return { authorization: `Bearer ${credentials.accessToken}` };
};

const withQuery = (url: URL | undefined, name: string, value: string): URL | undefined => {
  url?.searchParams.set(name, value);
  return url;
};
