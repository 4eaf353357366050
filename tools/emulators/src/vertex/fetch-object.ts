import { status } from '@grpc/grpc-js';
import { ServiceError } from './service-error.ts';

/**
 * Reads an object from the object store.
 *
 * @param uri `gs://bucket/name`
 * @throws {ServiceError} INVALID_ARGUMENT if it is missing or the address is not a `gs://` one
 */
export async function fetchObject(endpoint: string, uri: string, signal: AbortSignal): Promise<Uint8Array> {
  const { bucket, name } = parseObjectUri(uri);
  const response = await fetch(`${endpoint}/storage/v1/b/${bucket}/o/${encodeURIComponent(name)}?alt=media`, { signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.ok) return bytes;
  throw response.status === 404
    ? new ServiceError(status.INVALID_ARGUMENT, `Cannot fetch content from the provided URL: ${uri}. The object does not exist.`)
    : new ServiceError(status.INTERNAL, `The object store answered ${response.status}.`);
}

/** @throws {ServiceError} INVALID_ARGUMENT */
export function parseObjectUri(uri: string): { bucket: string; name: string } {
  const [, bucket, name] = /^gs:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (!bucket || !name) throw new ServiceError(status.INVALID_ARGUMENT, `Unsupported file uri: ${uri}`);
  return { bucket, name };
}
