import type { Database } from '@sylion/database';
import type { Queues } from '@sylion/queues';
import type { Logger } from '@sylion/runtime';
import type { RingKey } from '@sylion/tenancy';

/** What handlers work with. */
export interface Services {
  readonly database: Database;
  readonly queues: Pick<Queues, 'publish'>;
  readonly logger: Logger;
  readonly secretRing: readonly RingKey[];
  /** No bubble is on the wire any longer than this after its POST began. */
  readonly sendTimeoutMs: number;
}
