import { createHash, randomUUID } from 'node:crypto';

import { createKnowledgeBase, deleteDocument, type TenantScope } from '@sylion/database';
import { documentIngests, newId, type KnowledgeBaseSettings } from '@sylion/schemas';
import { seedTenant, waitUntil } from '@sylion/testbed';

import type { Harness } from './ingest-harness.ts';

export interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

export const markdown = (name: string, text: string): File => ({ name, mimeType: 'text/markdown', bytes: Buffer.from(text) });

/** A tenant with one knowledge base, as the Admin API would leave them. */
export type Library = Awaited<ReturnType<typeof openLibrary>>;

export async function openLibrary(
  harness: Harness,
  options: { readonly mode?: 'local' | 'vertex_search'; readonly settings?: Partial<KnowledgeBaseSettings> } = {},
) {
  const { tenantId } = await seedTenant(harness.database);
  const knowledgeBaseId = newId();
  await inTenant((scope) =>
    createKnowledgeBase(scope, {
      id: knowledgeBaseId,
      name: 'Library',
      mode: options.mode ?? 'local',
      settings: options.settings ?? {},
      embeddingModel: 'gemini-embedding-001',
      embeddingDimension: 768,
    }),
  );

  function inTenant<Result>(work: (scope: TenantScope) => Promise<Result>): Promise<Result> {
    return harness.database.asTenant(tenantId, work);
  }
  function change(table: 'knowledgeBases' | 'knowledgeDocuments', id: string, fields: Record<string, unknown>) {
    return inTenant(({ sql }) => sql.updateTable(table).set(fields).where('tenantId', '=', tenantId).where('id', '=', id).execute());
  }
  const nudge = (documentId: string) => harness.queues.publish(documentIngests, { version: 1, tenantId, documentId });
  const read = (documentId: string) =>
    inTenant(({ sql }) =>
      sql.selectFrom('knowledgeDocuments').where('tenantId', '=', tenantId).where('id', '=', documentId).selectAll().executeTakeFirst(),
    );

  return {
    tenantId,
    knowledgeBaseId,
    inTenant,
    nudge,
    read,
    /** Stores a file's bytes as a new document or as new content of one, and nudges the worker. */
    async add(file: File, documentId = newId(), isNudged = true): Promise<string> {
      const objectPath = `documents/${documentId}/${randomUUID()}`;
      await harness.store.write(tenantId, objectPath, file.bytes, { contentType: file.mimeType });
      const content = {
        name: file.name,
        mimeType: file.mimeType,
        objectPath,
        sizeBytes: file.bytes.length,
        sha256: createHash('sha256').update(file.bytes).digest(),
      };
      await inTenant(({ sql }) =>
        sql
          .insertInto('knowledgeDocuments')
          .values({ tenantId, id: documentId, knowledgeBaseId, ...content })
          .onConflict((conflict) =>
            conflict.columns(['tenantId', 'id']).doUpdateSet((eb) => ({
              ...content,
              state: 'queued',
              claim: eb('knowledgeDocuments.claim', '+', 1),
              claimedUntil: null,
            })),
          )
          .execute(),
      );
      if (isNudged) await nudge(documentId);
      return documentId;
    },
    /** Many small documents at once, without a nudge. */
    async addMany(count: number, fileOf: (index: number) => File): Promise<string[]> {
      const documents: string[] = [];
      for (let start = 0; start < count; start += 50)
        documents.push(
          ...(await Promise.all(
            Array.from({ length: Math.min(50, count - start) }, (_, index) => this.add(fileOf(start + index), newId(), false)),
          )),
        );
      return documents;
    },
    async addSource(sourceKind: 'uri' | 'web', sourceUri: string): Promise<string> {
      const documentId = newId();
      await inTenant(({ sql }) =>
        sql
          .insertInto('knowledgeDocuments')
          .values({ tenantId, id: documentId, knowledgeBaseId, name: 'Source', mimeType: 'text/html', sourceKind, sourceUri })
          .execute(),
      );
      return documentId;
    },
    /** As the Admin API's DELETE does it. */
    async remove(documentId: string): Promise<void> {
      await inTenant((scope) => deleteDocument(scope, documentId));
      await nudge(documentId);
    },
    change,
    /** The knowledge base, with the model that answers and the one that is to follow it. */
    base: () =>
      inTenant(({ sql }) =>
        sql
          .selectFrom('knowledgeBases')
          .where('tenantId', '=', tenantId)
          .where('id', '=', knowledgeBaseId)
          .select(['embeddingModel', 'embeddingVersion', 'nextEmbeddingModel'])
          .executeTakeFirstOrThrow(),
      ),
    /** The document when ingestion is over with it. */
    ended: (documentId: string, timeoutMs = 20_000) =>
      waitUntil(
        `the document ${documentId} ended`,
        async () => {
          const document = await read(documentId);
          return document !== undefined && ['ready', 'needs_ocr', 'failed'].includes(document.state) && document;
        },
        timeoutMs,
      ),
    version: (documentId: string, version: number) =>
      waitUntil(`version ${version} of ${documentId} answers`, async () => (await read(documentId))?.version === version),
    gone: (documentId: string) => waitUntil(`the document ${documentId} is gone`, async () => (await read(documentId)) === undefined),
    chunks: (documentId: string) =>
      inTenant(({ sql }) =>
        sql
          .selectFrom('knowledgeChunks')
          .where('tenantId', '=', tenantId)
          .where('documentId', '=', documentId)
          .orderBy('ordinal')
          .selectAll()
          .execute(),
      ),
    /** Tokens in the ledger, by metric. */
    async used(): Promise<Record<string, number>> {
      const rows = await inTenant(({ sql }) =>
        sql.selectFrom('usageRecords').where('tenantId', '=', tenantId).select(['metric', 'amount']).execute(),
      );
      const total: Record<string, number> = {};
      for (const { metric, amount } of rows) total[metric] = (total[metric] ?? 0) + Number(amount);
      return total;
    },
  };
}
