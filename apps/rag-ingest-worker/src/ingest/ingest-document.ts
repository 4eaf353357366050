import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { claimDocument, DocumentClaimLost, EmbeddingChanged, failDocument } from '@sylion/database';
import { again, done, PoisonJob, type JobContext, type JobOutcome } from '@sylion/queues';
import type { DocumentIngest } from '@sylion/schemas';

import { IngestProblem } from '../ingest-problem.ts';
import { embedPassages } from './embed-passages.ts';
import { extractText } from './extract-text.ts';
import { fetchDocument } from './fetch-document.ts';
import { giveBack } from './give-back.ts';
import { holdDocument, leaseMs } from './hold-document.ts';
import { importDocument } from './import-document.ts';
import type { IngestDependencies, IngestTask } from './ingest-context.ts';
import { isUpToDate } from './draft-key.ts';
import { reembedDocument } from './reembed-document.ts';
import { removeDocument } from './remove-document.ts';
import { replacePassages } from './replace-passages.ts';
import { requireQuota } from './require-quota.ts';
import { splitPassages } from './split-passages.ts';
import { toProblem } from './to-problem.ts';

/** A document that waits for a service that is away is looked at this often. */
const outageRetryMs = 60_000;

/**
 * Makes one document searchable, or takes it away. Everything that was done is in Postgres or in the object store before the next
 * thing starts, so a worker that is killed anywhere is followed by one that goes on from there and pays for nothing twice.
 */
export async function ingestDocument(ingest: DocumentIngest, job: JobContext, dependencies: IngestDependencies): Promise<JobOutcome> {
  const { tenantId, documentId } = ingest;
  const claimed = await dependencies.database.asTenant(tenantId, (scope) => claimDocument(scope, documentId, leaseMs));
  if (claimed.kind === 'gone') return done;
  if (claimed.kind === 'held') return again(claimed.forMs + 100);
  const { document } = claimed;
  const held = holdDocument(tenantId, document, dependencies);
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-ingest-'));
  const task: IngestTask = { ...dependencies, tenantId, document, signal: held.signal, folder };
  try {
    return await workOn(task);
  } catch (error) {
    return await endOf(error, task, job);
  } finally {
    await held.stop();
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function workOn(task: IngestTask): Promise<JobOutcome> {
  switch (task.document.state) {
    case 'deleting':
      await removeDocument(task);
      return done;
    case 'queued':
    case 'processing':
      return task.document.mode === 'vertex_search' ? importDocument(task) : makeSearchable(task);
    default:
      return reembedDocument(task);
  }
}

/** The specification's five steps. */
async function makeSearchable(task: IngestTask): Promise<JobOutcome> {
  await requireQuota(task, 'embedding_tokens'); // nothing is fetched and read to wait afterwards
  const source = await fetchDocument(task);
  if (task.isDraining()) {
    await giveBack(task);
    return again(1);
  }
  if (!isUpToDate(task, source)) {
    const text = await extractText(task, source);
    await splitPassages(task, source, text);
  }
  const progress = await embedPassages(task);
  if (progress === 'others first') return again(1);
  await replacePassages(task, source);
  return done;
}

/**
 * What ends a run. What a person must change ends the document with its code; a service that is away leaves it waiting, visibly, for as
 * long as it takes; anything else is a defect of ours: tried again, and then buried where we will see it. Only a document that is being
 * made can fail: one that goes away goes on going, and one that gets new vectors goes on answering with the old ones.
 */
async function endOf(error: unknown, task: IngestTask, job: JobContext): Promise<JobOutcome> {
  const { database, tenantId, document, logger } = task;
  if (error instanceof DocumentClaimLost || task.signal.aborted) return done; // it has a new owner who goes on
  if (error instanceof EmbeddingChanged) {
    await giveBack(task);
    return again(1); // its vectors are of a model that the knowledge base no longer has
  }
  const problem = toProblem(error);
  const canFail = document.state === 'queued' || document.state === 'processing';
  if (problem.code === 'quota_exceeded') {
    logger.info({ tenantId, documentId: document.id }, 'a document waits for its quota');
    await giveBack(task, canFail ? problem.code : null);
    return done; // nudged when the limit is raised, and by the sweeper
  }
  if (problem.kind === 'outage' || !canFail) {
    logger.warn({ error, tenantId, documentId: document.id, state: document.state }, 'a document waits for better times');
    await giveBack(task, canFail ? problem.code : null);
    if (!job.isLastAttempt) throw error;
    return again(outageRetryMs);
  }
  if (problem.kind === 'defect' && !job.isLastAttempt) {
    await giveBack(task);
    throw error;
  }
  await database.asTenant(tenantId, (scope) => failDocument(scope, document, endStateOf(problem.code)));
  if (problem.kind === 'defect') throw new PoisonJob(error instanceof Error ? error.message : String(error), error);
  logger.info({ tenantId, documentId: document.id, code: problem.code }, 'a document cannot be made searchable');
  return done;
}

const endStateOf = (code: IngestProblem['code']): { state: 'failed' | 'needs_ocr'; reason: string } => ({
  state: code === 'needs_ocr' ? 'needs_ocr' : 'failed',
  reason: code,
});
