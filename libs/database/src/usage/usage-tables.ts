import type { Generated } from 'kysely';

import type { QuotaMetric, UsageMetric } from '@sylion/schemas';

import type { BigNumber, BigNumberWithDefault, Json, NullableTime, Time } from '../column-types.ts';

/** Rows of what tenants may use and of what they used, in camelCase; `schema.sql` is the same in SQL. */
export interface UsageTables {
  quotas: {
    tenantId: string;
    id: string;
    metric: QuotaMetric;
    period: 'day' | 'month';
    limitAmount: BigNumber;
    createdAt: Time;
    updatedAt: Time;
  };
  quotaPeriods: {
    tenantId: string;
    quotaId: string;
    startsAt: Time;
    used: BigNumberWithDefault;
    reserved: BigNumberWithDefault;
    reachedAt: NullableTime;
  };
  quotaReservations: {
    tenantId: string;
    turnId: string;
    quotaId: string;
    startsAt: Time;
    amount: BigNumber;
    settledAmount: BigNumber | null;
    state: Generated<'held' | 'settled'>;
    createdAt: Time;
  };
  usageRecords: {
    tenantId: string;
    id: string;
    occurredAt: Time;
    metric: UsageMetric;
    amount: BigNumber;
    idempotencyKey: string;
    turnId: string | null;
    messageId: string | null;
    assistantId: string | null;
    channelId: string | null;
    model: string | null;
    isEstimated: Generated<boolean>;
    documentId: string | null;
    details: Json<unknown>;
  };
  /** Without an assistant, channel or model: the nil id or an empty text. */
  usageTotals: {
    tenantId: string;
    startsAt: Time;
    metric: UsageMetric;
    assistantId: string;
    channelId: string;
    model: string;
    part: Generated<string>;
    amount: BigNumber;
  };
}
