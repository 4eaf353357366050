import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { changeClaimedDocument } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { ObjectTooLarge } from '@sylion/storage';

import { openWebPage } from '../fetch/open-web-page.ts';
import { IngestProblem } from '../ingest-problem.ts';
import type { IngestTask } from './ingest-context.ts';
import { inStage } from './in-stage.ts';

/** A document's bytes on this machine, and where they are kept. */
export interface Source {
  readonly file: string;
  readonly name: string;
  readonly mimeType: string;
  readonly objectPath: string;
  readonly sha256: Buffer;
}

/**
 * Step 1: the document as a file. What stands elsewhere (a web page, an object in a bucket of the tenant's) is copied into the tenant's
 * part of our bucket first: every later try works with the same bytes.
 * @throws {IngestProblem}
 */
export const fetchDocument = (task: IngestTask): Promise<Source> =>
  inStage(task, 'fetch', async () => {
    const kept = await keepObject(task);
    const file = path.join(task.folder, 'document');
    const hash = createHash('sha256');
    const hashing = new Transform({
      transform: (chunk: Buffer, _encoding, next) => {
        hash.update(chunk);
        next(null, chunk);
      },
    });
    await pipeline(task.store.read(task.tenantId, kept.objectPath), hashing, fs.createWriteStream(file), { signal: task.signal });
    return { file, name: task.document.name, mimeType: kept.mimeType, objectPath: kept.objectPath, sha256: hash.digest() };
  });

async function keepObject(task: IngestTask): Promise<{ objectPath: string; mimeType: string }> {
  const { document, store, tenantId, database } = task;
  if (document.objectPath !== null) return { objectPath: document.objectPath, mimeType: document.mimeType };
  const { content, mimeType } = await openSource(task);
  const objectPath = `documents/${document.id}/${newId()}`;
  const stored = await store
    .write(tenantId, objectPath, content, { contentType: mimeType, maxBytes: task.maxBytes })
    .catch((error: unknown) => {
      throw error instanceof ObjectTooLarge ? new IngestProblem('too_large', error.message, error) : error;
    });
  await database.asTenant(tenantId, (scope) =>
    changeClaimedDocument(scope, document, {
      objectPath,
      mimeType,
      sizeBytes: stored.sizeBytes,
      sha256: Buffer.from(stored.sha256, 'hex'),
    }),
  );
  return { objectPath, mimeType };
}

async function openSource({ document, store, web }: IngestTask): Promise<{ content: Readable; mimeType: string }> {
  if (document.sourceUri === null) throw new IngestProblem('object_missing', 'the document has neither an object nor a source');
  if (document.sourceKind === 'web') return openWebPage(document.sourceUri, web);
  return { content: store.readUri(document.sourceUri), mimeType: document.mimeType };
}
