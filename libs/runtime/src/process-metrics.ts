import { askChecks, type Checks } from './ask-checks.ts';
import type { Metrics } from './metrics.ts';

/** How busy a process's connections to Postgres are. */
export interface PoolLoad {
  readonly inUse: number;
  readonly idle: number;
  /** Who waits for one because all are in use. */
  readonly waiting: number;
  /** How many there may be. */
  readonly limit: number;
  /** Statements that Postgres refused for want of rights since the process began: row-level security held, and our code was wrong. */
  readonly refusedStatements: number;
}

/** What every process tells of its surroundings, looked up at every scrape. Its memory, CPU and event loop are prom-client's. */
export function createProcessMetrics(metrics: Metrics, { checks, pool }: { readonly checks: Checks; readonly pool: () => PoolLoad }): void {
  const connections = metrics.gauge('postgres_pool_connections', 'Open connections to Postgres by what they do', {
    state: ['in_use', 'idle'],
  });
  const limit = metrics.gauge('postgres_pool_connections_limit', 'Connections to Postgres that the process may open');
  const waiting = metrics.gauge('postgres_pool_waiting', 'Pieces of work that wait for a connection to Postgres');
  const refused = metrics.counter(
    'postgres_refused_statements_total',
    'Statements that row-level security or missing rights refused: each is a bug of ours that did no harm',
  );
  // Before the checks, which need a connection themselves.
  metrics.sample([connections, limit, waiting], () => {
    const load = pool();
    refused.reset();
    refused.inc(load.refusedStatements);
    return [
      { gauge: connections, labels: { state: 'in_use' }, value: load.inUse },
      { gauge: connections, labels: { state: 'idle' }, value: load.idle },
      { gauge: limit, value: load.limit },
      { gauge: waiting, value: load.waiting },
    ];
  });
  const up = metrics.gauge('dependency_up', 'Whether what the process needs answered within a second (1) or not (0)', { dependency: [] });
  metrics.sample([up], async () =>
    Object.entries(await askChecks(checks)).map(([dependency, answer]) => ({
      gauge: up,
      labels: { dependency },
      value: answer === 'ok' ? 1 : 0,
    })),
  );
}
