import { status } from '@grpc/grpc-js';
import { ServiceError } from './service-error.ts';

export interface PublishedModel {
  id: string;
  purpose: 'generate' | 'embed';
  /** Of full embeddings; 0 for generative models. */
  dimensions: number;
}

const generative = /^gemini-(2\.5|3(\.\d+)?)-(flash|flash-lite|pro)(-preview|-\d{3})?$/;
const embedding = /^(gemini-embedding-(001|2)|text-embedding-005|text-multilingual-embedding-002)$/;

/**
 * Resolves a resource name to a model that is served today.
 *
 * @param resourceName `projects/…/locations/…/publishers/google/models/<id>`
 * @throws {ServiceError} NOT_FOUND for unknown and retired models (Gemini 1.x and 2.0), as the real service answers; INVALID_ARGUMENT for a malformed name.
 */
export function findPublishedModel(resourceName: string, purpose: PublishedModel['purpose']): PublishedModel {
  const id = /^projects\/[^/]+\/locations\/[^/]+\/publishers\/google\/models\/([^/]+)$/.exec(resourceName)?.[1];
  if (!id) throw new ServiceError(status.INVALID_ARGUMENT, `Invalid resource name: \`${resourceName}\``);
  if (!(purpose === 'generate' ? generative : embedding).test(id)) {
    throw new ServiceError(
      status.NOT_FOUND,
      `Publisher Model \`${resourceName}\` was not found or your project does not have access to it. Please ensure you are using a valid model version.`,
    );
  }
  return { id, purpose, dimensions: purpose === 'generate' ? 0 : id.startsWith('gemini') ? 3_072 : 768 };
}
