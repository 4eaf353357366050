import type { HttpClient, Operator } from '@sylion/acceptance';
import type { AppName } from '@sylion/launch/stack';

import type { Actor } from './actor.ts';
import type { OwnServers } from './start-own-servers.ts';

/** Something that was done to the product, or happened by itself. */
export interface StageEvent {
  /** Unix milliseconds. */
  readonly at: number;
  readonly what: string;
}

/** The running product with everything by which a story can hurt it. */
export interface Stage extends Operator {
  readonly gatewayUrl: string;
  readonly vertex: HttpClient;
  /** The processes of an app. */
  actors(app: AppName): readonly Actor[];
  readonly servers: OwnServers;
  readonly events: readonly StageEvent[];
  note(what: string): void;
  /** Every process runs and every door is open: what is broken now stays broken by itself. */
  calm(): void;
  /** Where the processes write their logs. */
  readonly logFolder: string;
  stop(): Promise<void>;
}
