import { apiPath } from '../api-path.ts';
import { cloudApiOutbound } from '../meta/cloud-api-outbound.ts';
import { normalise } from '../meta/normalise.ts';
import type { ChannelCredentials, InboundProvider, OutboundProvider, WebhookSecret } from '../provider.ts';
import type { ProviderLimits } from '../provider-limits.ts';
import { verifyWebhook } from './verify-webhook.ts';

export interface Dialog360Settings extends ProviderLimits {
  /** Such as `https://waba-v2.360dialog.io`. */
  baseUrl: string;
}

/** 360dialog passes Meta's webhooks on unchanged; only their proof differs. */
export const dialog360Inbound: InboundProvider = {
  webhookSecrets: (credentials) => webhookSecrets(credentials),
  verify: verifyWebhook,
  normalise,
};

/** The Cloud API behind 360dialog: a key per number instead of a path per number, and media through their host only. */
export const dialog360Outbound = ({ baseUrl, ...limits }: Dialog360Settings): OutboundProvider =>
  cloudApiOutbound({
    messagesUrl: () => apiPath(baseUrl, 'messages'),
    mediaUrl: (providerMediaId) => apiPath(baseUrl, providerMediaId),
    uploadUrl: () => apiPath(baseUrl, 'media'),
    numberUrl: () => new URL('health_status?fields=display_phone_number,verified_name', `${baseUrl.replace(/\/+$/, '')}/`),
    downloadUrl: (toldUrl) => atHost(toldUrl, baseUrl),
    authorisation,
    trustedHosts: { apiUrl: baseUrl, mediaHosts: [] },
    limits,
  });

const webhookSecrets = (credentials: ChannelCredentials): WebhookSecret[] => {
  if (credentials.provider !== '360dialog') return [];
  const { signatureSecret, webhookHeader } = credentials;
  return [
    ...(signatureSecret === undefined ? [] : [signatureSecret]),
    ...(webhookHeader === undefined ? [] : [{ headerName: webhookHeader.name, headerValue: webhookHeader.value }]),
  ];
};

const authorisation = (credentials: ChannelCredentials): Record<string, string> => {
  if (credentials.provider !== '360dialog') throw new TypeError(`360dialog was given credentials of ${credentials.provider}`);
  return { 'D360-API-KEY': credentials.apiKey };
};

/** Meta's media URLs are served by 360dialog under the same path and query. */
const atHost = (toldUrl: string, baseUrl: string): string => {
  if (!URL.canParse(toldUrl)) return toldUrl;
  const { pathname, search } = new URL(toldUrl);
  return new URL(`${pathname}${search}`, baseUrl).href;
};
