import { createHash } from 'node:crypto';

import {
  createDatabase,
  createKnowledgeBase,
  embedDrafts,
  insertDrafts,
  publishChunks,
  type Database,
  type NewDraft,
  type TenantScope,
} from '@sylion/database';
import { createLogger } from '@sylion/runtime';
import { newId } from '@sylion/schemas';

import { createTestDatabase, seedTenant, type TestDatabase } from '../src/index.ts';

export type Dimension = 768 | 1536;

export interface Library {
  readonly tenantId: string;
  readonly baseId: string;
}

export interface Page {
  readonly text: string;
  readonly vector: Float32Array | null;
  readonly language?: NewDraft['language'];
}

/** A database with as many libraries (a tenant with one knowledge base each) as a test needs. */
export async function openKnowledgeWorld() {
  const test: TestDatabase = await createTestDatabase();
  const logger = createLogger({ app: 'test', level: 'silent' });
  const database: Database = createDatabase({ url: test.appUrl, applicationName: 'knowledge', poolSize: 4, logger });

  async function addLibrary(dimension: Dimension = 768, owner?: string): Promise<Library> {
    const tenantId = owner ?? (await seedTenant(database)).tenantId;
    const baseId = newId();
    await database.asTenant(tenantId, (scope) =>
      createKnowledgeBase(scope, {
        id: baseId,
        name: 'Library',
        mode: 'local',
        settings: {},
        embeddingModel: 'model',
        embeddingDimension: dimension,
      }),
    );
    return { tenantId, baseId };
  }

  /** Publishes a document of these pages, a new one or the next version of one; its id. */
  async function publish(
    { tenantId, baseId }: Library,
    pages: readonly Page[],
    options: { documentId?: string; metadata?: object; dimension?: Dimension; embeddingVersion?: number } = {},
  ): Promise<string> {
    const { documentId = newId(), metadata = {}, dimension = 768, embeddingVersion = 1 } = options;
    await database.asTenant(tenantId, async (scope) => {
      await insertDocument(scope, baseId, documentId, metadata);
      await draft(scope, documentId, pages);
      await publishChunks(scope, { documentId, knowledgeBaseId: baseId, embeddingVersion, embeddingDimension: dimension });
    });
    return documentId;
  }

  return {
    test,
    database,
    addLibrary,
    publish,
    async close() {
      await database.close();
      await test.drop();
    },
  };
}
export type KnowledgeWorld = Awaited<ReturnType<typeof openKnowledgeWorld>>;

export const insertDocument = ({ sql, tenantId }: TenantScope, knowledgeBaseId: string, id: string, metadata: object = {}) =>
  sql
    .insertInto('knowledgeDocuments')
    .values({ tenantId, id, knowledgeBaseId, name: 'Document', mimeType: 'text/plain', state: 'ready', metadata: JSON.stringify(metadata) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export async function draft(scope: TenantScope, documentId: string, pages: readonly Page[]): Promise<void> {
  await insertDrafts(
    scope,
    documentId,
    pages.map(({ text, language = 'en' }, ordinal) => ({
      ordinal,
      chunkId: newId(),
      heading: null,
      page: ordinal + 1,
      content: text,
      tokenCount: text.length,
      language,
      searchText: text,
      embeddingHash: createHash('sha256').update(text).digest(),
    })),
  );
  await embedDrafts(
    scope,
    documentId,
    pages.flatMap(({ vector }, ordinal) => (vector ? [{ ordinal, embedding: vector }] : [])),
  );
}

/** Repeatable random numbers, 0 to 1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Unit vectors around topics, as real embeddings lie: points of one topic are near each other, and topics are few. */
export function vectorMaker(seed: number, dimension: Dimension = 768) {
  const random = seededRandom(seed);
  const centred = (): number => random() + random() + random() + random() - 2;
  const topics = Array.from({ length: 12 }, () => Float32Array.from({ length: dimension }, centred));
  return (topic: number, spread = 0.8): Float32Array =>
    unit((topics[topic % topics.length] as Float32Array).map((number) => number + spread * centred()));
}

const unit = (vector: Float32Array): Float32Array => {
  const length = Math.hypot(...vector);
  return vector.map((number) => number / length);
};

/** Words as they are used: a few often, most seldom. */
export function wordMaker(seed: number, vocabulary = 3_000) {
  const random = seededRandom(seed);
  const word = (): string => `w${Math.floor(vocabulary ** random())}q`;
  return (count: number): string => Array.from({ length: count }, word).join(' ');
}
