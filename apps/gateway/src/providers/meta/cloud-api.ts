import type { ChannelCredentials } from '../provider.ts';
import type { ProviderLimits } from '../provider-limits.ts';
import type { TrustedHosts } from '../trusted-url.ts';

/** Where and how a Cloud API is spoken: Meta's own, or a partner's front of it. A URL is undefined if an id could not stand in it. */
export interface CloudApi {
  /** `POST` a message, a read mark or a typing indicator here. */
  messagesUrl(phoneNumberId: string): URL | undefined;
  /** `GET` tells where the bytes of a media id are, for five minutes. */
  mediaUrl(providerMediaId: string, phoneNumberId: string): URL | undefined;
  /** `POST` a file here. */
  uploadUrl(phoneNumberId: string): URL | undefined;
  /** `GET` tells about the channel's number. */
  numberUrl(phoneNumberId: string): URL | undefined;
  /** `GET` tells how the number stands; undefined where the partner has no such thing. */
  standingUrl?(phoneNumberId: string): URL | undefined;
  /** `GET` lists the apps to which the account sends its webhooks. */
  subscribedAppsUrl?(accountKey: string): URL | undefined;
  /** `GET` lists the account's message templates, page by page. */
  templatesUrl?(accountKey: string, after: string | undefined): URL | undefined;
  /** From where the bytes can be had, given the URL that Meta tells. */
  downloadUrl(toldUrl: string): string;
  authorisation(credentials: ChannelCredentials): Record<string, string>;
  trustedHosts: TrustedHosts;
  limits: ProviderLimits;
}
