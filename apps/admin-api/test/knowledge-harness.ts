import { claimDocument, embedDrafts, finishDocument, insertDrafts, publishChunks, searchKnowledge } from '@sylion/database';
import { searchText } from '@sylion/knowledge';
import { newId } from '@sylion/schemas';
import { createVertexClient, DEFAULT_MODELS } from '@sylion/vertex-client';

import type { TestApi, TestCall, TestFile, TestTenant } from './harness.ts';

/** A tenant's knowledge as its admin works with it. */
export function knowledgeOf(api: TestApi, tenant: TestTenant) {
  const call = (method: Parameters<TestApi['call']>[0], path: string, sent: Pick<TestCall, 'body' | 'file'> = {}) =>
    api.call(method, path, { key: tenant.keys.admin, ...sent });
  const made = async (path: string, sent: Pick<TestCall, 'body' | 'file'>) => {
    const response = await call('post', path, sent);
    if (response.status !== 201) throw new Error(`${path} answered ${response.status} ${response.text}`);
    return response.body;
  };
  return {
    call,
    createBase: async (body: object = {}): Promise<string> => (await made('/v1/knowledge-bases', { body: { name: 'Menu', ...body } })).id,
    upload: (baseId: string, file: TestFile, body?: object) => call('post', `/v1/knowledge-bases/${baseId}/documents`, { file, body }),
    objects: async (): Promise<string[]> => {
      const response = await fetch(`${api.gcsUrl}/storage/v1/b/test-bucket/o?prefix=tenants/${tenant.tenantId}/`);
      const { items = [] } = (await response.json()) as { items?: { name: string }[] };
      return items.map(({ name }) => name);
    },
    row: (documentId: string) =>
      api.database.asTenant(tenant.tenantId, ({ sql, tenantId }) =>
        sql.selectFrom('knowledgeDocuments').where('tenantId', '=', tenantId).where('id', '=', documentId).selectAll().executeTakeFirst(),
      ),
  };
}

export const textFile = (name: string, text: string): TestFile => ({ name, content: Buffer.from(text), mimeType: 'text/plain' });

/** Makes a document searchable as the worker does, from these passages. */
export async function publishPassages(api: TestApi, tenant: TestTenant, documentId: string, passages: readonly string[]): Promise<void> {
  const vertex = createVertexClient({
    project: 'test',
    location: 'europe-west1',
    apiEndpoint: api.vertex.endpoint,
    models: DEFAULT_MODELS,
  });
  const { vectors } = await vertex.embed([...passages], {
    model: 'gemini-embedding-001',
    dimension: 768,
    taskType: 'RETRIEVAL_DOCUMENT',
    tenantId: tenant.tenantId,
    timeoutMs: 20_000,
  });
  await vertex.close();
  await api.database.asTenant(tenant.tenantId, async (scope) => {
    const claimed = await claimDocument(scope, documentId, 60_000);
    if (claimed.kind !== 'claimed') throw new Error(`the document is ${claimed.kind}`);
    const drafts = passages.map((content, ordinal) => ({
      ordinal,
      chunkId: newId(),
      heading: 'Hours',
      page: 1,
      content,
      tokenCount: 10,
      language: 'en' as const,
      searchText: searchText(content),
      embeddingHash: Buffer.from(content),
    }));
    await insertDrafts(scope, documentId, drafts);
    await embedDrafts(
      scope,
      documentId,
      vectors.map((embedding, ordinal) => ({ ordinal, embedding })),
    );
    const { document } = claimed;
    await publishChunks(scope, { documentId, ...document });
    await finishDocument(scope, document, { liveSha256: document.sha256 });
  });
}

/** What the words of a question find, as a turn would ask. */
export const findByWords = (api: TestApi, tenant: TestTenant, knowledgeBaseId: string, words: string) =>
  searchKnowledge(api.database, {
    tenantId: tenant.tenantId,
    bases: [{ id: knowledgeBaseId, embeddingVersion: 1 }],
    embeddingDimension: 768,
    vector: null,
    text: searchText(words),
    limit: 10,
  });
