import { status } from '@grpc/grpc-js';
import { ServiceError } from './service-error.ts';
import type { Part } from './vertex-messages.ts';

/** A media part of the user's turn as the emulated model perceives it. */
export interface PerceivedMedia {
  mimeType: string;
  /** The last segment of the object's name. */
  name: string;
  /** What a voice note says or a document reads, where the bytes are plain text. */
  text: string | undefined;
}

/**
 * Reads a media part, from the object store if it is a `gs://` reference and an endpoint is known.
 *
 * @throws {ServiceError} INVALID_ARGUMENT if the object is missing or the reference is not a `gs://` one
 */
export async function fetchMedia(part: Part, gcsEndpoint: string | undefined, signal: AbortSignal): Promise<PerceivedMedia | undefined> {
  if (part.inlineData)
    return { mimeType: part.inlineData.mimeType, name: '', text: readText(part.inlineData.mimeType, part.inlineData.data) };
  if (!part.fileData) return undefined;
  const { mimeType, fileUri } = part.fileData;
  const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/.exec(fileUri) ?? [];
  if (!bucket || !name) throw new ServiceError(status.INVALID_ARGUMENT, `Unsupported file uri: ${fileUri}`);
  const bytes = gcsEndpoint ? await fetchObject(gcsEndpoint, bucket, name, signal) : undefined;
  return { mimeType, name: name.slice(name.lastIndexOf('/') + 1), text: bytes && readText(mimeType, bytes) };
}

async function fetchObject(endpoint: string, bucket: string, name: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(`${endpoint}/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}?alt=media`, { signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.ok) return bytes;
  throw response.status === 404
    ? new ServiceError(
        status.INVALID_ARGUMENT,
        `Cannot fetch content from the provided URL: gs://${bucket}/${name}. The object does not exist.`,
      )
    : new ServiceError(status.INTERNAL, `The object store answered ${response.status}.`);
}

function readText(mimeType: string, bytes: Uint8Array): string | undefined {
  if (!/^(audio|text)\//.test(mimeType) && mimeType !== 'application/json') return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text.trim() || undefined;
  } catch {
    return undefined;
  }
}
