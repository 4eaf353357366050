import { createHash } from 'node:crypto';

import { createDocument, createKnowledgeBase } from '@sylion/database';
import { newId, type AssistantKnowledge, type KnowledgeBaseSettings } from '@sylion/schemas';
import type { Seed } from '@sylion/testbed';

import { insertChunks } from './insert-chunks.ts';
import type { Harness } from './processor-harness.ts';
import { publishChange } from './publish-change.ts';
import { openShop, type Shop } from './shop.ts';

export interface KnowledgeShop extends Shop {
  readonly knowledgeBaseId: string;
  /** Document ids by name. */
  readonly documents: Readonly<Record<string, string>>;
}

export interface Lesson {
  /** The chunks of each document, by its name. */
  readonly documents: Readonly<Record<string, readonly string[]>>;
  readonly uses?: Partial<AssistantKnowledge>;
  readonly settings?: Partial<KnowledgeBaseSettings>;
  /** Of the questions: one that nobody publishes makes the vector leg fail. */
  readonly embeddingModel?: string;
}

/** A tenant whose assistant has one knowledge base, as ingestion leaves it. */
export async function openKnowledgeShop(
  harness: Harness,
  { documents, uses = {}, settings = {}, embeddingModel = 'gemini-embedding-001' }: Lesson,
  seed: Seed & { tools?: string[] } = {},
): Promise<KnowledgeShop> {
  const shop = await openShop(harness, seed);
  const knowledgeBaseId = newId();
  const ids = Object.fromEntries(Object.keys(documents).map((name) => [name, newId()]));
  await harness.database.asTenant(shop.tenantId, async (scope) => {
    await createKnowledgeBase(scope, {
      id: knowledgeBaseId,
      name: 'Base',
      mode: 'local',
      embeddingModel,
      embeddingDimension: 768,
      settings,
    });
    await publishChange(scope, shop.assistantId, { knowledgeBaseIds: [knowledgeBaseId], knowledge: uses });
  });
  for (const [name, texts] of Object.entries(documents)) {
    const documentId = ids[name] ?? '';
    await harness.database.asTenant(shop.tenantId, (scope) =>
      createDocument(scope, {
        id: documentId,
        knowledgeBaseId,
        name,
        mimeType: 'text/markdown',
        metadata: {},
        source: { kind: 'upload' },
        content: { objectPath: `tenants/${shop.tenantId}/${documentId}`, sizeBytes: 1, sha256: createHash('sha256').update(name).digest() },
      }),
    );
    await insertChunks(harness, shop.tenantId, { knowledgeBaseId, documentId, texts });
  }
  return { ...shop, knowledgeBaseId, documents: ids };
}
