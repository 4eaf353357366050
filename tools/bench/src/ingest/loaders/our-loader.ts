import { createHash } from 'node:crypto';

import { embedDrafts, insertDrafts, publishChunks, type NewDraft, type TenantScope } from '@sylion/database';
import { searchText } from '@sylion/knowledge';
import { newId } from '@sylion/schemas';

import type { CorpusChunk } from '../../corpus/corpus.ts';
import { baseId, chunksPerDocument, documentId, tenantId } from '../../corpus/identifiers.ts';
import { openOurDatabase } from '../../retrieval/systems/our-system.ts';
import type { BenchDatabase } from '../../server/bench-database.ts';
import { withClient } from '../../server/with-client.ts';
import { countRows } from './count-rows.ts';
import type { Loader } from './loader.ts';

export interface OurTarget {
  readonly name: string;
  readonly tenant: number;
  /** Without: what the peers keep as well, text and vector, published by the same function that publishing calls for it. */
  readonly withWords: boolean;
}

/** Our ingestion's three steps for every document, each in a transaction of its own under row-level security, as the worker runs them. */
export function openOurLoader({ name, tenant, withWords }: OurTarget, database: BenchDatabase): Loader {
  const connection = openOurDatabase(database.appUrl, 1);
  const publish = withWords ? publishWhole : publishVectors;
  return {
    name,
    isOurs: true,
    prepare: async (documents) => {
      const prepared = documents.map((chunks) => ({
        id: documentId(tenant, Math.floor((chunks[0]?.number ?? 0) / chunksPerDocument)),
        drafts: chunks.map(toDraft),
        embedded: chunks.map(({ vector }, ordinal) => ({ ordinal, embedding: vector })),
      }));
      const ids = prepared.map(({ id }) => id);
      await insertDocuments(database, tenant, ids);
      return {
        add: async () => {
          const parts = { insertDrafts: 0, embedDrafts: 0, publishChunks: 0 };
          const timed = async (part: keyof typeof parts, work: () => Promise<unknown>): Promise<void> => {
            const startedAt = performance.now();
            await work();
            parts[part] += performance.now() - startedAt;
          };
          const id = tenantId(tenant);
          for (const { id: document, drafts, embedded } of prepared) {
            await timed('insertDrafts', () => connection.asTenant(id, (scope) => insertDrafts(scope, document, drafts)));
            await timed('embedDrafts', () => connection.asTenant(id, (scope) => embedDrafts(scope, document, embedded)));
            await timed('publishChunks', () => connection.asTenant(id, (scope) => publish(scope, tenant, document)));
          }
          return parts;
        },
      };
    },
    count: () => countRows(database.superuserUrl, `knowledge_vectors_768 where tenant_id = '${tenantId(tenant)}'`),
    close: () => connection.close(),
  };
}

const publishWhole = (scope: TenantScope, tenant: number, documentId: string): Promise<unknown> =>
  publishChunks(scope, { documentId, knowledgeBaseId: baseId(tenant), embeddingVersion: 1, embeddingDimension: 768 });

const publishVectors = ({ sql, tenantId: id }: TenantScope, tenant: number, document: string): Promise<unknown> =>
  sql
    .selectNoFrom(({ fn, val }) => fn('replace_chunks', [val(id), val(document), val(baseId(tenant)), val(1), val(768)]).as('replaced'))
    .execute();

function toDraft({ text, language }: CorpusChunk, ordinal: number): NewDraft {
  return {
    ordinal,
    chunkId: newId(),
    heading: null,
    page: null,
    content: text,
    tokenCount: Math.ceil(text.length / 4),
    language,
    searchText: searchText(text),
    embeddingHash: createHash('sha256').update(text).digest(),
  };
}

async function insertDocuments({ superuserUrl }: BenchDatabase, tenant: number, ids: readonly string[]): Promise<void> {
  await withClient(superuserUrl, (client) =>
    client.query(
      `insert into knowledge_documents (tenant_id, id, knowledge_base_id, name, mime_type)
        select $1, id, $2, 'Document', 'text/plain' from unnest($3::uuid[]) as id`,
      [tenantId(tenant), baseId(tenant), ids],
    ),
  );
}
