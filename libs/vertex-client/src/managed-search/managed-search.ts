import type { CallOptions } from '../vertex-client.ts';

/**
 * Vertex AI Search over one data store that all tenants share. Tenants are told apart by a filter that only this
 * package writes, and every result is checked again when it comes back. Every method retries what is worth it by
 * itself and throws `TransientModelError`, `PermanentModelError` or `ModelCallCancelled`.
 *
 * Quotas of a project: 300 searches a minute, 5 imports a minute; beyond them calls end as `RESOURCE_EXHAUSTED`, transient.
 */
export interface ManagedSearch {
  /** Creates the data store, and its schema with the fields that the filter needs, where they are missing. */
  ensureDataStore(call: CallOptions): Promise<void>;
  /**
   * Starts the import of documents that lie in Cloud Storage; documents that are there already are replaced.
   *
   * @param gcsUri `gs://` address of a file of `importLine`s
   * @returns the name of the operation, for `readImport`
   */
  startImport(gcsUri: string, call: CallOptions): Promise<string>;
  /** Where an import stands. Documents of an import that is done may take minutes more until they are found: see `readIndexing`. */
  readImport(operationName: string, call: CallOptions): Promise<ImportState>;
  /** Whether searches find a document. @param id see `documentId` */
  readIndexing(id: string, call: CallOptions): Promise<IndexingState>;
  /**
   * The best passages for a question, best first, of these knowledge bases of the tenant.
   *
   * @throws {PermanentModelError} `INVALID_ARGUMENT`, before any call, for ids that are no UUIDs;
   *   `FOREIGN_RESULT` if the service returned a passage of anybody else
   */
  search(query: ManagedQuery, call: CallOptions): Promise<ManagedHit[]>;
  /** Deletes a document; one that is gone already is fine. @param id see `documentId` */
  deleteDocument(id: string, call: CallOptions): Promise<void>;
  /** The id in the data store of a tenant's document, always the same. */
  documentId(tenantId: string, documentId: string): string;
  /** The line (JSON, without its line end) that describes a document in the file that `startImport` reads. */
  importLine(document: ManagedDocument): string;
  /** Loads the Google package, seconds of work that the first call would have to do within its own time. Calls nobody. */
  warmUp(): Promise<void>;
  /** Closes the connections; running calls fail. */
  close(): Promise<void>;
}

export interface ManagedQuery {
  text: string;
  /** Where to look; without any there is nothing to find and nobody is asked. */
  knowledgeBaseIds: readonly string[];
  /** Passages at most, 1 to 100. */
  limit: number;
}

export interface ManagedHit {
  documentId: string;
  tenantId: string;
  knowledgeBaseId: string;
  /** The document's id and, within it, the passage's: `<documentId>/c7`. It changes when the document is imported again. */
  chunkId: string;
  text: string;
  /** First page of the passage, from 1; null where there are no pages. */
  page: number | null;
  title: string | null;
  /** Similarity in [-1, 1]. */
  score: number | null;
}

export interface ManagedDocument {
  tenantId: string;
  knowledgeBaseId: string;
  documentId: string;
  title: string;
  mimeType: string;
  /** `gs://` address of the document itself. */
  uri: string;
}

export interface ImportError {
  /** gRPC status name. */
  code: string;
  message: string;
}

/** `errors` is a sample, not all of them. */
export type ImportState = { state: 'running' } | { state: 'done'; succeeded: number; failed: number; errors: ImportError[] };

export type IndexingState = { state: 'absent' } | { state: 'pending' } | { state: 'indexed' } | { state: 'failed'; errors: ImportError[] };
