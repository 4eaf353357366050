import type { KnowledgeBaseSettings } from '@sylion/schemas';

import { fuseRankings } from './search/fuse-rankings.ts';
import { passesFloor } from './search/passes-floor.ts';
import type { FoundChunk } from './passage.ts';

/** A knowledge base as retrieval sees it. */
export interface SearchableBase {
  readonly id: string;
  readonly mode: 'local' | 'vertex_search';
  readonly embeddingModel: string;
  readonly embeddingDimension: 768 | 1536;
  readonly embeddingVersion: number;
  readonly settings: KnowledgeBaseSettings;
}

export type Leg = 'hybrid' | 'vector' | 'text';

export interface KnowledgeQuestion {
  /** What is embedded; '' asks nothing. */
  readonly vectorText: string;
  /** Whose words are looked for, unfolded. */
  readonly lexicalText: string;
  readonly limit: number;
  readonly leg?: Leg;
  /** Only documents whose metadata hold all of these. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** How many of the best hits come with the chunks around them; none by default. */
  readonly neighbourHits?: number;
  /** The platform's floor, for knowledge bases without one of their own. */
  readonly similarityFloor: number;
}

export interface LocalQuery {
  readonly bases: readonly { readonly id: string; readonly embeddingVersion: number }[];
  readonly embeddingDimension: 768 | 1536;
  /** Null: words only. */
  readonly vector: Float32Array | null;
  /** Null: the vector only. */
  readonly text: string | null;
  readonly limit: number;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly neighbourHits?: number;
}

export interface ManagedQuery {
  readonly knowledgeBaseIds: readonly string[];
  readonly text: string;
  readonly limit: number;
}

/** What searching needs of the outside; every port is bound to one tenant. */
export interface SearchPorts {
  embedQuestion(
    text: string,
    model: { readonly model: string; readonly dimension: number },
  ): Promise<{ vector: Float32Array; tokens: number }>;
  searchLocal(query: LocalQuery): Promise<readonly FoundChunk[]>;
  searchManaged(query: ManagedQuery): Promise<readonly FoundChunk[]>;
  /** A leg that failed: the other one answers alone. */
  onFailure(leg: 'vector' | 'managed', error: unknown): void;
}

export interface KnowledgeSearch {
  /** Best first; all that was found, also what is below the floor. */
  readonly found: readonly (FoundChunk & { readonly isAboveFloor: boolean })[];
  /** What the question's embeddings cost, per model. */
  readonly embeddings: readonly { readonly model: string; readonly tokens: number }[];
  readonly managedSearches: number;
  readonly embedMs: number;
  readonly searchMs: number;
}

/**
 * Looks for a question in knowledge bases. Bases that share an embedding model are searched together; the rankings of different models
 * and of managed search are fused, because their scores do not compare. Without the embedding model, words alone must do.
 * @throws what `searchLocal` throws, and what `searchManaged` throws when there is nothing else to rest on.
 */
export async function searchKnowledge(
  question: KnowledgeQuestion,
  bases: readonly SearchableBase[],
  ports: SearchPorts,
): Promise<KnowledgeSearch> {
  const nothing: KnowledgeSearch = { found: [], embeddings: [], managedSearches: 0, embedMs: 0, searchMs: 0 };
  if (bases.length === 0 || (question.vectorText.trim() === '' && question.lexicalText.trim() === '')) return nothing;
  const groups = [...Map.groupBy(bases, groupKey).values()];
  const searches = await Promise.all(
    groups.map((group) =>
      group[0]?.mode === 'vertex_search' ? searchManaged(question, group, ports, groups.length) : searchLocal(question, group, ports),
    ),
  );
  const floors = new Map(bases.map(({ id, settings }) => [id, settings.similarityFloor ?? question.similarityFloor]));
  const fused =
    searches.length === 1
      ? (searches[0]?.found ?? [])
      : fuseRankings(
          searches.map(({ found }) => found),
          question.limit,
        );
  return {
    found: fused.map((chunk) => ({
      ...chunk,
      isAboveFloor:
        chunk.similarity === null && chunk.textRank === null
          ? true
          : passesFloor(chunk, { similarity: floors.get(chunk.knowledgeBaseId) ?? 1 }),
    })),
    embeddings: searches.flatMap(({ embedding }) => embedding ?? []),
    managedSearches: searches.reduce((sum, { managedSearches }) => sum + managedSearches, 0),
    embedMs: Math.max(...searches.map(({ embedMs }) => embedMs)),
    searchMs: Math.max(...searches.map(({ searchMs }) => searchMs)),
  };
}

interface GroupSearch {
  readonly found: readonly FoundChunk[];
  readonly embedding?: { readonly model: string; readonly tokens: number };
  readonly managedSearches: number;
  readonly embedMs: number;
  readonly searchMs: number;
}

const groupKey = (base: SearchableBase): string =>
  base.mode === 'local' ? `${base.embeddingModel} ${base.embeddingDimension}` : base.mode;

async function searchLocal(question: KnowledgeQuestion, group: readonly SearchableBase[], ports: SearchPorts): Promise<GroupSearch> {
  const [{ embeddingModel: model, embeddingDimension: dimension } = undefined as never] = group;
  const startedAt = performance.now();
  const embedded =
    question.leg === 'text' || question.vectorText.trim() === ''
      ? undefined
      : await ports.embedQuestion(question.vectorText, { model, dimension }).catch((error: unknown) => {
          if (question.leg === 'vector') throw error;
          ports.onFailure('vector', error);
          return undefined;
        });
  const embeddedAt = performance.now();
  const found = await ports.searchLocal({
    bases: group.map(({ id, embeddingVersion }) => ({ id, embeddingVersion })),
    embeddingDimension: dimension,
    vector: embedded?.vector ?? null,
    text: question.leg === 'vector' ? null : question.lexicalText,
    limit: question.limit,
    filter: question.filter,
    neighbourHits: question.neighbourHits,
  });
  return {
    found,
    embedding: embedded && { model, tokens: embedded.tokens },
    managedSearches: 0,
    embedMs: embeddedAt - startedAt,
    searchMs: performance.now() - embeddedAt,
  };
}

async function searchManaged(
  question: KnowledgeQuestion,
  group: readonly SearchableBase[],
  ports: SearchPorts,
  groups: number,
): Promise<GroupSearch> {
  const startedAt = performance.now();
  const text = question.vectorText || question.lexicalText;
  const query = { knowledgeBaseIds: group.map(({ id }) => id), text, limit: question.limit };
  const found = await ports.searchManaged(query).catch((error: unknown) => {
    if (groups === 1) throw error;
    ports.onFailure('managed', error);
    return [];
  });
  return { found, managedSearches: 1, embedMs: 0, searchMs: performance.now() - startedAt };
}
