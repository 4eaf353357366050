/** A passage that a document is cut into, before it has an id or a vector. */
export interface ChunkDraft {
  /** 0-based place in the document. */
  readonly ordinal: number;
  /** The path of headings it stands under, ` › ` between them; null above the first. */
  readonly heading: string | null;
  /** The page its first word stands on. */
  readonly page: number | null;
  readonly text: string;
  readonly tokenCount: number;
  readonly language: ChunkLanguage;
}

/** Languages that Postgres can stem (its snowball configurations), by ISO 639-1; `simple` for all others and for mixed text. */
export type ChunkLanguage = 'ar' | 'de' | 'en' | 'es' | 'fr' | 'it' | 'nl' | 'pt' | 'simple';

/** How documents of a knowledge base are cut. */
export interface ChunkSettings {
  /** The most tokens of a chunk, its heading path aside. */
  readonly chunkTokens: number;
  /** How much of a chunk's end is repeated at the start of the next one. */
  readonly overlapTokens: number;
}
