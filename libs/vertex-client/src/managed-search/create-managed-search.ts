import { defaultBackoff, type Backoff } from '../backoff-delay.ts';
import { PermanentModelError } from '../errors.ts';
import { ensureDataStore } from './ensure-data-store.ts';
import { importLine, managedDocumentId } from './import-line.ts';
import type { ManagedSearch } from './managed-search.ts';
import { openSearchService } from './open-search-service.ts';
import { readHits } from './read-hits.ts';
import { readImportState, readIndexingState } from './read-states.ts';
import { resourceNames } from './resource-names.ts';
import { searchCalls } from './search-calls.ts';
import { searchFilter } from './search-filter.ts';
import type { CallOptions } from '../vertex-client.ts';

export interface ManagedSearchOptions {
  project: string;
  /** `global`, or a multi-region (`us`, `eu`). */
  location: string;
  /** Id of the data store: lower-case letters, digits and hyphens, 63 at most. */
  dataStore: string;
  /** `host:port` of another endpoint, such as an emulator; without TLS when it is loopback. */
  apiEndpoint?: string;
  logger?: { warn(fields: Record<string, unknown>, message: string): void };
  backoff?: Backoff;
  /** In [0, 1), for the jitter. */
  random?: () => number;
}

/** Creates the client; the Google package is loaded by `warmUp` or the first call, and connected at the first call. */
export function createManagedSearch(options: ManagedSearchOptions): ManagedSearch {
  const { project, location, dataStore, apiEndpoint, logger, backoff = defaultBackoff, random = Math.random } = options;
  const service = openSearchService({ project, location, apiEndpoint });
  const names = resourceNames(project, location, dataStore);
  const callsOf = (call: CallOptions) => searchCalls({ service, dataStore, logger, backoff, random }, call);

  return {
    ensureDataStore: (call) => ensureDataStore(callsOf(call), names),

    async startImport(gcsUri, call) {
      const { name } = await callsOf(call).call('importDocuments', {
        parent: names.branch,
        gcsSource: { inputUris: [gcsUri], dataSchema: 'document' },
        reconciliationMode: 'INCREMENTAL',
      });
      if (!name) throw new PermanentModelError('MALFORMED_RESPONSE', 'The import was started without an operation to follow it by.');
      return name;
    },

    readImport: async (operationName, call) => readImportState(await callsOf(call).readOperation(operationName)),

    async readIndexing(id, call) {
      const calls = callsOf(call);
      const document = await calls.unless('NOT_FOUND', calls.call('getDocument', { name: names.document(id) }));
      return document ? readIndexingState(document) : { state: 'absent' };
    },

    async search({ text, knowledgeBaseIds, limit }, call) {
      if (knowledgeBaseIds.length === 0) return [];
      const results = await callsOf(call).call('search', {
        servingConfig: names.servingConfig,
        query: text,
        filter: searchFilter(call.tenantId, knowledgeBaseIds),
        pageSize: limit,
        contentSearchSpec: { searchResultMode: 'CHUNKS' },
        userLabels: { tenant_id: call.tenantId },
      });
      return readHits(results, call.tenantId, knowledgeBaseIds).slice(0, limit);
    },

    async deleteDocument(id, call) {
      const calls = callsOf(call);
      await calls.unless('NOT_FOUND', calls.call('deleteDocument', { name: names.document(id) }));
    },

    documentId: managedDocumentId,
    importLine,
    warmUp: () => service.warmUp(),
    close: () => service.close(),
  };
}
