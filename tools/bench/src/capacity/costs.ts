/** What one message costs, as measured by the benches on one kind of core. */
export interface Costs {
  /** CPU of every process for one message with its answer, ms. */
  readonly gatewayMs: number;
  readonly processorMs: number;
  readonly postgresMs: number;
  readonly redisMs: number;
  /** CPU of gateway, Postgres and Redis for one delivery status, ms. */
  readonly statusGatewayMs: number;
  readonly statusPostgresMs: number;
  /** In Redis, of a conversation that waits. */
  readonly waitingBytes: number;
  /** In Postgres, of a message with its answer, turn, usage and events, with indexes. */
  readonly storedBytes: number;
}
