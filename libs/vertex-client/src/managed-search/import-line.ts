import type { ManagedDocument } from './managed-search.ts';
import { requireUuid } from './search-filter.ts';

/** The kinds of text that the service reads only as plain text. */
const plainTextTypes = new Set(['text/markdown', 'text/csv', 'text/tab-separated-values']);

/**
 * The line that describes a document to an import.
 *
 * @throws {PermanentModelError} `INVALID_ARGUMENT` for ids that are no UUIDs
 * @see https://cloud.google.com/generative-ai-app-builder/docs/prepare-data
 */
export function importLine(document: ManagedDocument): string {
  return JSON.stringify({
    id: managedDocumentId(document.tenantId, document.documentId),
    structData: {
      tenant_id: document.tenantId,
      knowledge_base_id: requireUuid(document.knowledgeBaseId),
      document_id: document.documentId,
      title: document.title,
    },
    content: { mimeType: plainTextTypes.has(document.mimeType) ? 'text/plain' : document.mimeType, uri: document.uri },
  });
}

/**
 * A document's id in the data store, where it must begin with a letter and hold letters, digits and hyphens only (RFC 1034), 128 at most.
 *
 * @throws {PermanentModelError} `INVALID_ARGUMENT` for ids that are no UUIDs
 */
export function managedDocumentId(tenantId: string, documentId: string): string {
  return `tenant-${requireUuid(tenantId)}-document-${requireUuid(documentId)}`;
}
