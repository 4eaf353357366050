import type { Bucket } from '@google-cloud/storage';

export interface BucketOptions {
  bucket: string;
  project: string;
  /** Base URL of another endpoint, such as an emulator's; it is called without credentials. */
  apiEndpoint?: string;
}

/**
 * Loads the Google package and opens the bucket. All our requests may be repeated (the same path gets the same bytes),
 * so the client retries them even without preconditions.
 */
export async function openBucket(options: BucketOptions): Promise<Bucket> {
  const { IdempotencyStrategy, Storage } = await import('@google-cloud/storage');
  const storage = new Storage({
    projectId: options.project,
    ...(options.apiEndpoint && { apiEndpoint: options.apiEndpoint }),
    retryOptions: { idempotencyStrategy: IdempotencyStrategy.RetryAlways, maxRetries: 2, totalTimeout: 30 },
  });
  return storage.bucket(options.bucket);
}
