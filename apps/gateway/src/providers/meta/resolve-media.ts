import { downloadMedia } from '../download-media.ts';
import { TransientProviderError } from '../provider-error.ts';
import type { ChannelCredentials, MediaLocation, ResolvedMedia } from '../provider.ts';
import { readNumber, readText } from '../read-json.ts';
import { sha256Hex } from '../sha256-hex.ts';
import { trustedUrl } from '../trusted-url.ts';
import { callGraph } from './call-graph.ts';
import type { CloudApi } from './cloud-api.ts';

/**
 * Opens a media file: first asks for a fresh URL, since the one of a webhook lives only five minutes, then fetches it with the same
 * token (Meta, "Media"). The token goes to trusted hosts only.
 */
export const resolveMedia = async (
  api: CloudApi,
  reference: MediaLocation,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<ResolvedMedia> => {
  const { timeoutMs, mediaTimeoutMs, mediaMaximumSizeBytes } = api.limits;
  const headers = api.authorisation(credentials);
  const told = await callGraph({
    method: 'GET',
    url: api.mediaUrl(reference.providerMediaId, reference.from.phoneNumberId),
    headers,
    timeoutMs,
    signal,
  });
  const toldUrl = readText(told.url);
  if (toldUrl === undefined) throw new TransientProviderError('media_url_missing', 'The answer to a media id holds no URL');

  const media = await downloadMedia({
    url: api.downloadUrl(toldUrl),
    authorise: (written) => {
      const url = trustedUrl(written, api.trustedHosts);
      return url && { url, headers };
    },
    maximumSizeBytes: mediaMaximumSizeBytes,
    timeoutMs: mediaTimeoutMs,
    signal,
  });
  return {
    stream: media.stream,
    mimeType: readText(told.mime_type) ?? media.mimeType ?? reference.mimeType,
    sizeBytes: media.sizeBytes ?? readNumber(told.file_size),
    sha256Hex: sha256Hex(readText(told.sha256)) ?? sha256Hex(reference.sha256),
  };
};
