import type { ClaimedDocument, Database } from '@sylion/database';
import type { Logger } from '@sylion/runtime';
import type { ObjectStore } from '@sylion/storage';
import type { ManagedSearch, VertexClient } from '@sylion/vertex-client';

import type { Extractor } from '../extract/extract-text.ts';
import type { WebLimits } from '../fetch/open-web-page.ts';
import type { TokenKind } from '../ingest-metrics.ts';

/** What every step of ingestion works with. */
export interface IngestDependencies {
  readonly database: Database;
  readonly store: ObjectStore;
  readonly vertex: Pick<VertexClient, 'embed' | 'generate'>;
  /** Absent where the platform has no data store. */
  readonly managed: ManagedSearch | undefined;
  readonly logger: Logger;
  readonly maxBytes: number;
  readonly web: WebLimits;
  readonly extractor: Pick<Extractor, 'extractText'>;
  readonly modelTimeoutMs: number;
  /** After this long a document lets others go first, between two batches. */
  readonly sliceMs: number;
  /** Whether this process is going down: a document is then given to another one at the next border between two stages or batches. */
  readonly isDraining: () => boolean;
  readonly onStage: (stage: string, seconds: number) => void;
  readonly onTokens: (model: string, kind: TokenKind, count: number) => void;
}

/** One document under way, passed by value through every step. */
export interface IngestTask extends IngestDependencies {
  readonly tenantId: string;
  readonly document: ClaimedDocument;
  /** Aborts when the document is no longer this worker's. */
  readonly signal: AbortSignal;
  /** A folder of its own for files, removed at the end. */
  readonly folder: string;
}
