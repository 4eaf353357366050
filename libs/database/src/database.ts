import { CamelCasePlugin, CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

import type { Logger, PoolLoad } from '@sylion/runtime';

import { DatabaseUnavailable, isRefusal, isUnavailable } from './errors.ts';
import { createFairPlaces } from './fair-places.ts';
import type { Tables } from './tables.ts';

export type Statements = Kysely<Tables>;

/** One transaction inside one tenant: role `sylion_tenant`, `app.tenant_id` set. Every statement also binds `tenantId` itself. */
export interface TenantScope {
  readonly tenantId: string;
  readonly sql: Statements;
}

/** One transaction across tenants, role `sylion_platform`. */
export interface PlatformScope {
  readonly sql: Statements;
}

export interface Database {
  /** Runs `work` in one transaction of one tenant; commits when it returns, rolls back when it throws. */
  asTenant<Result>(tenantId: string, work: (scope: TenantScope) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
  /** In the tenant's turn, but without a transaction or role around it: for functions that step into the tenant role themselves, one call each. */
  callAsTenant<Result>(tenantId: string, work: (scope: TenantScope) => Promise<Result>): Promise<Result>;
  /** As `asTenant`, read-only, with every statement seeing the one moment of the first. For work that waits for nobody: it holds a connection. */
  inSnapshot<Result>(tenantId: string, work: (scope: TenantScope) => Promise<Result>): Promise<Result>;
  /** The loud exception: one transaction that sees every tenant. `reason` is logged. */
  asPlatform<Result>(reason: string, work: (scope: PlatformScope) => Promise<Result>): Promise<Result>;
  /** One statement without a scope: for functions that step into the tenant role themselves. */
  readonly unscoped: Statements;
  /** Throws `DatabaseUnavailable` unless a statement can be run now. */
  ping(): Promise<void>;
  load(): PoolLoad;
  close(): Promise<void>;
}

export interface TransactionOptions {
  /** What is written need not outlive a crash of Postgres within the next moments: the commit does not wait for the disk (decision 27). */
  readonly mayBeLost?: boolean;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly poolSize: number;
  readonly logger: Logger;
  /** How long to wait for a free or new connection before the database counts as away. */
  readonly connectTimeoutMs?: number;
  /** Told of every statement, for tests that look at plans and count round trips. */
  readonly onStatement?: (statement: Statement) => void;
}

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * A process that stands still in the middle of a transaction (paused, swapped out, cut off) would hold its row locks for ever, and
 * with them everybody who needs the rows: Postgres ends such a session.
 */
const idleLimit = `set_config('idle_in_transaction_session_timeout', '5000', true)`;

/** This share of the connections is for single statements (a webhook's, a ping): they do not wait for transactions that talk back and forth. */
const keptForStatements = 0.25;
/** In whose turn the platform's own work comes. */
const platform = 'platform';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Connects to Postgres through a pool that a transaction pooler may sit in front of: all settings are transaction-local,
 * statements are unnamed, and nothing outlives its transaction (DESIGN §6).
 */
export function createDatabase({
  url,
  applicationName,
  poolSize,
  logger,
  connectTimeoutMs = 5_000,
  onStatement,
}: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: applicationName,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    // A new connection reads the catalog again: much of the server's CPU before its statements are quick (docs/performance.md).
    idleTimeoutMillis: 600_000,
  });
  pool.on('error', (error) => logger.warn({ error }, 'an idle database connection was lost'));
  // The statement under way fails with the same error; without a listener, Node would end the process as well.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const statements = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: onStatement && (({ level, query }) => void (level === 'query' && onStatement(query))),
  });

  const places = createFairPlaces({
    places: poolSize - Math.floor(poolSize * keptForStatements),
    timeoutMs: connectTimeoutMs,
    late: () => new DatabaseUnavailable(new Error(`no connection was free within ${connectTimeoutMs} ms`)),
  });

  let refusedStatements = 0;

  /** Waits for its turn; counts and names what failed because Postgres is away. */
  const inTurn = async <Result>(who: string, work: () => Promise<Result>): Promise<Result> => {
    const leave = await places.take(who);
    try {
      return await work();
    } catch (error) {
      if (isRefusal(error)) refusedStatements += 1;
      throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
    } finally {
      leave();
    }
  };

  /** `begin` and the scope travel in one round trip: both are parameterless, so the simple protocol may carry them together. */
  const inTransaction = <Result>(
    who: string,
    scopeSettings: string,
    work: (sql: Statements) => Promise<Result>,
    mode = '',
  ): Promise<Result> =>
    inTurn(who, () =>
      statements.connection().execute(async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(`begin ${mode}; select ${scopeSettings}, ${idleLimit}`));
        try {
          const result = await work(connection);
          const committed = await connection.executeQuery<{ command?: string }>(CompiledQuery.raw('commit'));
          if (committed.rows[0]?.command === 'ROLLBACK') throw new Error('the transaction was already aborted when it was to be committed');
          return result;
        } catch (error) {
          await connection
            .executeQuery(CompiledQuery.raw('rollback'))
            .catch((rollbackError: unknown) => logger.warn({ error: rollbackError }, 'rollback failed'));
          throw error;
        }
      }),
    );

  const inTenant = async <Result>(
    tenantId: string,
    work: (scope: TenantScope) => Promise<Result>,
    { mode, mayBeLost = false }: TransactionOptions & { readonly mode?: string } = {},
  ): Promise<Result> => {
    if (!uuid.test(tenantId)) throw new TypeError('a tenant scope needs a tenant id (UUID)');
    const settings = [
      `set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', '${tenantId}', true)`,
      ...(mayBeLost ? [`set_config('synchronous_commit', 'off', true)`] : []),
    ];
    return inTransaction(tenantId, settings.join(', '), (sql) => work({ tenantId, sql }), mode);
  };

  return {
    asTenant: (tenantId, work, { mayBeLost } = {}) => inTenant(tenantId, work, { mayBeLost }),
    callAsTenant: (tenantId, work) => inTurn(tenantId, () => work({ tenantId, sql: statements })),
    inSnapshot: (tenantId, work) => inTenant(tenantId, work, { mode: 'isolation level repeatable read, read only' }),
    asPlatform: async (reason, work) => {
      logger.debug({ reason }, 'platform scope');
      return inTransaction(platform, `set_config('role', 'sylion_platform', true), set_config('app.tenant_id', '', true)`, (sql) =>
        work({ sql }),
      );
    },
    unscoped: statements,
    ping: async () => {
      try {
        await statements.executeQuery(CompiledQuery.raw('select 1'));
      } catch (error) {
        throw new DatabaseUnavailable(error);
      }
    },
    load: () => ({
      inUse: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      // Who is just being handed a connection does not wait.
      waiting: places.waiting + (pool.totalCount >= poolSize && pool.idleCount === 0 ? pool.waitingCount : 0),
      limit: poolSize,
      refusedStatements,
    }),
    close: () => statements.destroy(),
  };
}
