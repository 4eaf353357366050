import { sql } from 'kysely';

import type { EmbeddingDimension } from '../../tables.ts';

export const embeddingDimensions: readonly EmbeddingDimension[] = [768, 1536];

/** The table of the vectors of a dimension. */
export const vectorsOf = (dimension: EmbeddingDimension) => sql.table(`knowledge_vectors_${dimension}`);
