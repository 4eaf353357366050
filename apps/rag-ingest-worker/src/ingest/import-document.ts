import { changeClaimedDocument, finishDocument, releaseDocument } from '@sylion/database';
import { again, done, type JobOutcome } from '@sylion/queues';
import { newId } from '@sylion/schemas';
import type { CallOptions, ImportError, ManagedSearch } from '@sylion/vertex-client';

import { IngestProblem } from '../ingest-problem.ts';
import { extractText } from './extract-text.ts';
import { fetchDocument } from './fetch-document.ts';
import { inStage } from './in-stage.ts';
import type { IngestTask } from './ingest-context.ts';

const pollMs = 5_000;

/**
 * Makes a document searchable in managed search (Vertex AI Search). It is read here first, so that a document without text ends as
 * honestly as in local search; then Google imports the object from our bucket and indexes it, which can take minutes: between two looks
 * the job rests. It is ready when searches find it, not when it was handed over.
 * @throws {IngestProblem}
 */
export async function importDocument(task: IngestTask): Promise<JobOutcome> {
  const { managed, document, database, tenantId } = task;
  if (!managed) throw new IngestProblem('search_import_failed', 'no data store is configured');
  if (document.importOperation === null) await startImport(task, managed);
  else if (await isFound(task, managed, document.importOperation)) {
    await database.asTenant(tenantId, (scope) => finishDocument(scope, document, { liveSha256: document.sha256 }));
    return done;
  }
  await database.asTenant(tenantId, (scope) => releaseDocument(scope, document));
  return again(pollMs);
}

async function startImport(task: IngestTask, managed: ManagedSearch): Promise<void> {
  const source = await fetchDocument(task);
  await extractText(task, source);
  const { store, tenantId, document, database } = task;
  await inStage(task, 'import', async () => {
    const line = managed.importLine({
      tenantId,
      knowledgeBaseId: document.knowledgeBaseId,
      documentId: document.id,
      title: document.name,
      mimeType: source.mimeType,
      uri: store.uri(tenantId, source.objectPath),
    });
    const list = `documents/${document.id}/import-${newId()}.jsonl`;
    const { uri } = await store.write(tenantId, list, Buffer.from(`${line}\n`), { contentType: 'application/json' });
    await managed.ensureDataStore(callOptions(task));
    const importOperation = await managed.startImport(uri, callOptions(task));
    await database.asTenant(tenantId, (scope) => changeClaimedDocument(scope, document, { importOperation, sha256: source.sha256 }));
  });
}

/** @throws {IngestProblem} when Google could not take it in */
async function isFound(task: IngestTask, managed: ManagedSearch, operation: string): Promise<boolean> {
  const imported = await managed.readImport(operation, callOptions(task));
  if (imported.state === 'running') return false;
  if (imported.failed > 0 || imported.succeeded === 0) throw importFailed(imported.errors);
  const indexing = await managed.readIndexing(managed.documentId(task.tenantId, task.document.id), callOptions(task));
  if (indexing.state === 'failed') throw importFailed(indexing.errors);
  return indexing.state === 'indexed';
}

const importFailed = (errors: readonly ImportError[]): IngestProblem =>
  new IngestProblem('search_import_failed', errors.map(({ code, message }) => `${code} ${message}`).join('; '));

const callOptions = ({ tenantId, modelTimeoutMs, signal }: IngestTask): CallOptions => ({ timeoutMs: modelTimeoutMs, signal, tenantId });
