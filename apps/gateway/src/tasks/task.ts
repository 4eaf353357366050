import type { ClaimedTask, Database } from '@sylion/database';
import type { Logger } from '@sylion/runtime';
import type { RingKey } from '@sylion/tenancy';

import type { Providers } from '../providers/providers.ts';
import type { ChannelCredentials } from '../providers/provider.ts';

export interface TaskDependencies {
  readonly database: Database;
  readonly providers: Providers;
  readonly secretRing: readonly RingKey[];
  readonly logger: Logger;
}

/** One task as it is worked off: its channel, and how to reach the provider as that channel. */
export interface Task {
  readonly tenantId: string;
  readonly channel: ClaimedTask['channel'];
  readonly credentials: ChannelCredentials;
  readonly signal: AbortSignal;
}
