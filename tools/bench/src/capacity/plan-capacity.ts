import type { Costs } from './costs.ts';

/** What a platform is to carry. */
export interface Demand {
  readonly tenants: number;
  /** Of end users, all tenants together. */
  readonly messagesPerDay: number;
  /** The busiest second beside the mean of the day. */
  readonly peakFactor: number;
  readonly modelSeconds: number;
  /** Delivery statuses of one answer: sent, delivered, read. */
  readonly statusesPerAnswer: number;
  /** For how long messages may pile up while the model or WhatsApp is away. */
  readonly outageMinutes: number;
}

export interface Plan {
  readonly peakPerSecond: number;
  readonly gateways: number;
  readonly processors: number;
  /** Turns that are under way at the peak, nearly all of them waiting for the model. */
  readonly turnsUnderWay: number;
  readonly postgresCores: number;
  readonly postgresConnections: number;
  readonly gigabytesPerMonth: number;
  readonly redisCores: number;
  readonly redisMegabytes: number;
  /** From what breaks first on: how many times the demand may grow before it does. */
  readonly limits: readonly Limit[];
}

export interface Limit {
  readonly part: string;
  readonly headroom: number;
  readonly nextStep: string;
}

/** A server is full at this share of its cores: beyond it waiting grows faster than work (see the simulation). */
export const fullAt = 0.6;
/** Turns at once in a processor (`TURN_CONCURRENCY`), and connections of an app (`DATABASE_POOL_SIZE`). */
export const turnConcurrency = 50;
const poolSize = 10;
/** Of each app, so that one may die. */
const leastReplicas = 2;
/** The largest single servers that are rented without further thought. */
const largest = { postgresCores: 32, postgresConnections: 200, redisCores: 1, redisMegabytes: 16_000, terabytes: 4 };

/** How many of everything carries this demand at its peak, and what ends first when the demand grows. */
export function planCapacity(demand: Demand, costs: Costs): Plan {
  const peakPerSecond = (demand.messagesPerDay / 86_400) * demand.peakFactor;
  const cores = (msPerMessage: number, msPerStatus = 0): number =>
    (peakPerSecond * (msPerMessage + msPerStatus * demand.statusesPerAnswer)) / 1_000 / fullAt;
  // Little's law: what is under way is what comes, times how long it stays.
  const turnsUnderWay = peakPerSecond * demand.modelSeconds;
  const gateways = Math.max(leastReplicas, Math.ceil(cores(costs.gatewayMs, costs.statusGatewayMs)));
  const processors = Math.max(leastReplicas, Math.ceil(cores(costs.processorMs)), Math.ceil(turnsUnderWay / turnConcurrency / fullAt));
  const postgresCores = cores(costs.postgresMs, costs.statusPostgresMs);
  const redisCores = cores(costs.redisMs);
  const postgresConnections = (gateways + processors + 2 * leastReplicas) * poolSize;
  const redisMegabytes = (peakPerSecond * demand.outageMinutes * 60 * costs.waitingBytes) / 1e6;
  const gigabytesPerMonth = (demand.messagesPerDay * 30 * costs.storedBytes) / 1e9;
  const limits: Limit[] = [
    {
      part: 'Redis, one thread',
      headroom: largest.redisCores / redisCores,
      nextStep: 'Redis Cluster with a hash tag per queue, or one Redis for incoming and one for outgoing messages',
    },
    {
      part: `Postgres, ${largest.postgresCores} cores`,
      headroom: largest.postgresCores / postgresCores,
      nextStep: 'cells: tenants spread over several platforms of this size; or Citus, distributed by `tenant_id`',
    },
    {
      part: `Postgres, ${largest.postgresConnections} connections`,
      headroom: largest.postgresConnections / postgresConnections,
      nextStep: 'a transaction pooler in front (Supavisor, PgBouncer): nothing of ours outlives a transaction',
    },
    {
      part: `Postgres, ${largest.terabytes} TB in a year`,
      headroom: (largest.terabytes * 1_000) / (gigabytesPerMonth * 12),
      nextStep: '`messages`, `turns`, `events` and `usage_records` partitioned by month, old months detached',
    },
    {
      part: `Redis, ${largest.redisMegabytes / 1_000} GB in an outage of ${demand.outageMinutes} min`,
      headroom: largest.redisMegabytes / redisMegabytes,
      nextStep: 'nothing: nudges are refused, and the sweepers make them again from Postgres',
    },
  ];
  return {
    peakPerSecond,
    gateways,
    processors,
    turnsUnderWay,
    postgresCores,
    postgresConnections,
    gigabytesPerMonth,
    redisCores,
    redisMegabytes,
    limits: limits.toSorted((left, right) => left.headroom - right.headroom),
  };
}
