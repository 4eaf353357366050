import { statusName } from '../classify-error.ts';
import { PermanentModelError } from '../errors.ts';
import { completeSchema } from './data-store-schema.ts';
import type { RawSearchResponses } from './raw-search-service.ts';
import type { SearchCalls } from './search-calls.ts';
import type { ResourceNames } from './resource-names.ts';

/** Tokens of a passage, the service's most; its headings come on top. */
const chunkSize = 500;

/** Creates what is missing and waits until it is there. Safe to run from several processes at once. */
export async function ensureDataStore(calls: SearchCalls, names: ResourceNames): Promise<void> {
  if (!(await exists(calls, names))) await createDataStore(calls, names);
  const schema = completeSchema(await readSchema(calls, names));
  if (schema) await settle(calls, (await calls.call('updateSchema', { schema: { name: names.schema, structSchema: schema } })).name);
}

async function exists(calls: SearchCalls, names: ResourceNames): Promise<boolean> {
  return (await calls.unless('NOT_FOUND', calls.call('getDataStore', { name: names.dataStore }))) !== undefined;
}

async function createDataStore(calls: SearchCalls, names: ResourceNames): Promise<void> {
  const request = {
    parent: names.collection,
    dataStoreId: names.dataStoreId,
    dataStore: {
      displayName: names.dataStoreId,
      industryVertical: 'GENERIC',
      solutionTypes: ['SOLUTION_TYPE_SEARCH'],
      contentConfig: 'CONTENT_REQUIRED',
      // Passages can be results only of a data store that was created with chunking.
      documentProcessingConfig: {
        chunkingConfig: { layoutBasedChunkingConfig: { chunkSize, includeAncestorHeadings: true } },
        defaultParsingConfig: { layoutParsingConfig: {} },
      },
    },
  };
  const started = await calls.unless('ALREADY_EXISTS', calls.call('createDataStore', request));
  await settle(calls, started?.name);
}

/** A data store that somebody else is creating just now has its schema a little later. */
async function readSchema(calls: SearchCalls, names: ResourceNames): Promise<RawSearchResponses['getSchema']> {
  for (let looks = 0; ; looks++) {
    const schema = await calls.unless('NOT_FOUND', calls.call('getSchema', { name: names.schema }));
    if (schema) return schema;
    await calls.pause(looks);
  }
}

async function settle(calls: SearchCalls, operationName: string | undefined): Promise<void> {
  if (!operationName) return;
  for (let looks = 0; ; looks++) {
    const { done, error } = await calls.readOperation(operationName);
    if (error) throw new PermanentModelError(statusName(error.code ?? 2), error.message || 'The operation failed.');
    if (done) return;
    await calls.pause(looks);
  }
}
