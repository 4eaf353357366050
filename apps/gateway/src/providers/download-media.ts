import { limitBytes } from './limit-bytes.ts';
import { CredentialsProviderError, PermanentProviderError, TransientProviderError } from './provider-error.ts';

export interface MediaDownload {
  url: string;
  /** Judges the first URL and every redirect; undefined refuses. The headers are sent to that URL only. */
  authorise: (url: string) => { url: URL; headers: Record<string, string> } | undefined;
  maximumSizeBytes: number;
  /** Covers the whole download. */
  timeoutMs: number;
  signal: AbortSignal;
}

export interface DownloadedMedia {
  stream: ReadableStream<Uint8Array>;
  mimeType?: string;
  sizeBytes?: number;
}

const maximumRedirects = 3;

/** Opens a media file from trusted hosts only. Throws a `ProviderError`. */
export const downloadMedia = async (download: MediaDownload): Promise<DownloadedMedia> => {
  const { maximumSizeBytes } = download;
  const response = await followRedirects(download);
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw refusal(response.status);
  }
  const sizeBytes = readSize(response.headers.get('content-length'));
  if (sizeBytes !== undefined && sizeBytes > maximumSizeBytes) {
    await response.body.cancel();
    throw new PermanentProviderError('media_too_large', `Media of ${sizeBytes} bytes exceeds ${maximumSizeBytes}`);
  }
  return { stream: limitBytes(response.body, maximumSizeBytes), mimeType: response.headers.get('content-type') ?? undefined, sizeBytes };
};

const followRedirects = async ({ url, authorise, timeoutMs, signal }: MediaDownload): Promise<Response> => {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let next = url;
  for (let redirects = 0; redirects <= maximumRedirects; redirects += 1) {
    const trusted = authorise(next);
    if (trusted === undefined) throw new PermanentProviderError('media_host_not_trusted', 'The media URL is not at a trusted host');
    const response = await fetchOnce(trusted.url, trusted.headers, bounded);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null || !URL.canParse(location, trusted.url.href)) return response;
    await response.body?.cancel();
    next = new URL(location, trusted.url).href;
  }
  throw new PermanentProviderError('media_redirects', 'The media URL redirects too often');
};

const fetchOnce = async (url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Response> => {
  try {
    return await fetch(url.href, { headers: { ...headers, 'accept-encoding': 'identity' }, redirect: 'manual', signal });
  } catch {
    throw new TransientProviderError('media_unreachable', 'The media host did not answer');
  }
};

/** 404 and 410 mean that the short-lived URL is too old: a new one may be had. */
const refusal = (status: number) => {
  if (status === 401) return new CredentialsProviderError('media_refused', 'The media host refused the credentials');
  if (status >= 500 || [404, 408, 410, 429].includes(status))
    return new TransientProviderError('media_not_available', `The media host answered ${status}`);
  return new PermanentProviderError('media_refused', `The media host answered ${status}`);
};

const readSize = (header: string | null): number | undefined => (header !== null && /^\d{1,15}$/.test(header) ? Number(header) : undefined);
