import type { Generated } from 'kysely';

import type { PlaygroundErrorCode, PlaygroundRequest, PlaygroundResult } from '@sylion/schemas';

import type { Json, NullableJson, NullableTime, Time } from '../column-types.ts';

export interface PlaygroundTables {
  /** A run has the id of its turn. */
  playgroundRuns: {
    tenantId: string;
    id: string;
    assistantId: string;
    state: Generated<'queued' | 'running' | 'done' | 'failed'>;
    request: Json<PlaygroundRequest>;
    result: NullableJson<PlaygroundResult>;
    errorCode: PlaygroundErrorCode | null;
    claimedUntil: NullableTime;
    createdAt: Time;
    updatedAt: Time;
    finishedAt: NullableTime;
  };
}
