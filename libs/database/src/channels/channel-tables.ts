import type { Generated } from 'kysely';

import type { ChannelTaskKind, ChannelTaskState, TemplateComponent } from '@sylion/schemas';

import type { Json, NullableJson, NullableTime, Time } from '../column-types.ts';

/** Rows of message templates, channel tasks and heartbeats in camelCase; `schema.sql` is the same in SQL. */
export interface ChannelTables {
  messageTemplates: {
    tenantId: string;
    id: string;
    channelId: string;
    providerTemplateId: string;
    name: string;
    language: string;
    category: string;
    status: string;
    components: Json<TemplateComponent[]>;
    createdAt: Time;
    updatedAt: Time;
  };
  channelTasks: {
    tenantId: string;
    id: string;
    channelId: string;
    kind: ChannelTaskKind;
    state: Generated<ChannelTaskState>;
    result: NullableJson<Record<string, unknown>>;
    failure: string | null;
    requestedAt: Time;
    startedAt: NullableTime;
    finishedAt: NullableTime;
    claimedUntil: NullableTime;
    updatedAt: Time;
  };
  heartbeats: { instance: string; app: string; roles: string[]; startedAt: Time; beatAt: Time };
}
