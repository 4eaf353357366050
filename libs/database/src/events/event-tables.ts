import type { Generated } from 'kysely';

import type { BigNumber, BigNumberWithDefault, Json, NullableTime, Time } from '../column-types.ts';

/** What happened in a tenant, and whom it is told. */
export interface EventTables {
  events: {
    tenantId: string;
    id: Generated<string>;
    entry: BigNumberWithDefault;
    position: BigNumber | null;
    kind: string;
    conversationId: string | null;
    data: Json<Record<string, unknown>>;
    occurredAt: Time;
  };
  eventPositions: { tenantId: string; lastPosition: BigNumberWithDefault };
  webhookEndpoints: {
    tenantId: string;
    id: string;
    name: string;
    url: string;
    kinds: Generated<string[]>;
    isEnabled: Generated<boolean>;
    disabledReason: WebhookDisabledReason | null;
    secretCiphertext: Buffer;
    previousSecretCiphertext: Buffer | null;
    previousSecretUntil: NullableTime;
    failingSince: NullableTime;
    createdAt: Time;
    updatedAt: Time;
  };
  webhookDeliveries: {
    tenantId: string;
    id: Generated<string>;
    endpointId: string;
    eventId: string;
    state: Generated<'pending' | 'delivered' | 'dead'>;
    claim: Generated<number>;
    attempts: Generated<number>;
    nextAttemptAt: Time;
    lastAttemptAt: NullableTime;
    lastStatus: number | null;
    lastError: string | null;
    lastDurationMs: number | null;
    deliveredAt: NullableTime;
    createdAt: Time;
  };
}

/** `gone`: the endpoint answered 410; `failing`: nothing but failures for days. */
export type WebhookDisabledReason = 'by_admin' | 'gone' | 'failing';
