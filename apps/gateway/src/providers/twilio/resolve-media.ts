import { downloadMedia } from '../download-media.ts';
import { PermanentProviderError } from '../provider-error.ts';
import type { MediaLocation, ResolvedMedia, TwilioCredentials } from '../provider.ts';
import { sha256Hex } from '../sha256-hex.ts';
import { trustedUrl } from '../trusted-url.ts';
import { basicAuthorisation } from './basic-authorisation.ts';
import type { TwilioSettings } from './twilio.ts';

/** Opens a media file by the URL of its webhook, which redirects to a file host with the proof in its own query. */
export const resolveMedia = async (
  settings: TwilioSettings,
  reference: MediaLocation,
  credentials: TwilioCredentials,
  signal: AbortSignal,
): Promise<ResolvedMedia> => {
  const { apiUrl, mediaHosts } = settings;
  if (reference.url === undefined) throw new PermanentProviderError('media_url_missing', 'The media reference holds no URL');
  const media = await downloadMedia({
    url: reference.url,
    authorise: (written) => {
      const url = trustedUrl(written, { apiUrl, mediaHosts });
      return url && { url, headers: url.origin === new URL(apiUrl).origin ? basicAuthorisation(credentials) : {} };
    },
    maximumSizeBytes: settings.mediaMaximumSizeBytes,
    timeoutMs: settings.mediaTimeoutMs,
    signal,
  });
  return { ...media, mimeType: media.mimeType ?? reference.mimeType, sha256Hex: sha256Hex(reference.sha256) };
};
