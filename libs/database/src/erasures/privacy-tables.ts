import type { Generated } from 'kysely';

import type { Json, NullableJson, NullableTime, Time } from '../column-types.ts';

/** What the erased rows leave to be removed elsewhere. Ids and object paths, nothing of the person. */
export interface Leftovers {
  readonly conversations: readonly { readonly id: string; readonly channelId: string }[];
  /** Objects outside the folders of these conversations: those of conversations that were merged away. */
  readonly objectPaths: readonly string[];
  readonly objectCount: number;
}

/** Rows of erasures and retention in camelCase; `schema.sql` is the same in SQL. */
export interface PrivacyTables {
  erasures: {
    tenantId: string;
    id: string;
    endUserId: string;
    state: Generated<'requested' | 'rows_erased' | 'done'>;
    requestedByKind: string;
    requestedById: string | null;
    requestedAt: Time;
    rowsErasedAt: NullableTime;
    doneAt: NullableTime;
    counts: Json<Record<string, number>>;
    leftovers: NullableJson<Leftovers>;
    certificate: NullableJson<unknown>;
    notBefore: Time;
    claimedUntil: NullableTime;
    updatedAt: Time;
  };
  tombstoneKeys: { tenantId: string; key: Buffer };
  messageTombstones: { tenantId: string; channelId: string; digest: Buffer };
  retentionPolicies: {
    tenantId: string;
    messagesDays: number | null;
    mediaDays: number | null;
    turnsDays: number | null;
    providerEventsDays: number | null;
    hitTestsDays: number | null;
    endUsersDays: number | null;
    nextSweepAt: Time;
    sweptAt: NullableTime;
    createdAt: Time;
    updatedAt: Time;
  };
}
