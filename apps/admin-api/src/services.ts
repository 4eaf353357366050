import type { Database } from '@sylion/database';
import type { Queues } from '@sylion/queues';
import type { Allowed, Logger } from '@sylion/runtime';
import type { ObjectStore } from '@sylion/storage';
import type { RingKey } from '@sylion/tenancy';
import type { ManagedSearch, VertexClient } from '@sylion/vertex-client';

import type { EventStreams } from './events/event-streams.ts';

/** What handlers work with. */
export interface Services {
  readonly database: Database;
  readonly queues: Pick<Queues, 'publish' | 'forgetConversation'>;
  readonly logger: Logger;
  readonly secretRing: readonly RingKey[];
  /** No bubble is on the wire any longer than this after its POST began. */
  readonly sendTimeoutMs: number;
  readonly eventStreams: EventStreams;
  /** Where webhooks may go. */
  readonly webhookTargets: Allowed;
  /** A media file that was being fetched as its row went may appear in the store this much later. */
  readonly mediaSettleMs: number;
  /** How long a request waits for what another app does for it. */
  readonly taskWaitMs: number;
  readonly store: ObjectStore;
  readonly vertex: Pick<VertexClient, 'embed'>;
  /** Absent where the platform has no data store. */
  readonly managed: Pick<ManagedSearch, 'search'> | undefined;
  readonly knowledge: KnowledgePlatform;
}

/** What is left for work inside a transaction: nothing that could keep it open. */
export type ServicesInTransaction = Omit<Services, 'database' | 'queues' | 'store' | 'vertex'>;

/** What the platform sets for all knowledge bases. */
export interface KnowledgePlatform {
  readonly embeddingModel: string;
  readonly embeddingDimension: 768 | 1536;
  readonly similarityFloor: number;
  readonly searchTimeoutMs: number;
  readonly uploadMaxBytes: number;
  /** The platform's own bucket: of it, a tenant may name objects of its own part only. */
  readonly bucket: string;
  /** Buckets out of which any tenant may have any object ingested. */
  readonly ingestBuckets: readonly string[];
}
