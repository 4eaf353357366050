export type { ChunkDraft, ChunkLanguage, ChunkSettings } from './chunk.ts';
export type { Block, ExtractedDocument } from './document.ts';
export { documentProblems, type DocumentProblem } from './document-problems.ts';
export { evaluateRanking, type RankingQuality } from './evaluation/evaluate-ranking.ts';
export { percentile } from './evaluation/percentile.ts';
export { type EvaluationSummary, type QuestionResult, summarise } from './evaluation/summarise.ts';
export type { FoundChunk, Neighbour, Passage } from './passage.ts';
export { citeSources, type CitationStyle, type CitedAnswer } from './passages/cite-sources.ts';
export { mergePassages, type PassageBudget } from './passages/merge-passages.ts';
export { fuseRankings } from './search/fuse-rankings.ts';
export { managedChunks } from './search/managed-chunks.ts';
export { passesFloor, type RelevanceFloor } from './search/passes-floor.ts';
export { type PastMessage, searchQuestion, type SearchQuestion } from './search/search-question.ts';
export { searchText } from './search/search-text.ts';
export {
  type KnowledgeQuestion,
  type KnowledgeSearch,
  type LocalQuery,
  type ManagedQuery,
  type SearchableBase,
  searchKnowledge,
  type SearchPorts,
} from './search-knowledge.ts';
export { embeddingText } from './splitting/embedding-text.ts';
export { splitPassages } from './splitting/split-passages.ts';
