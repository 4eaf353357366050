import { removeOldPlaygroundRuns, removeOldRequests, removeOldTasks, removeOldUnrouted, type Database } from '@sylion/database';
import { repeat, type AppParts } from '@sylion/runtime';

const intervalMs = 10 * 60_000;
const rowsAtOnce = 10_000;

/** What has a lifetime that is the same for all tenants. Events, and with them deliveries, are the webhook deliverer's. */
const removals = {
  'idempotency sweeper': removeOldRequests,
  'playground sweeper': removeOldPlaygroundRuns,
  'task sweeper': removeOldTasks,
  'unrouted sweeper': removeOldUnrouted,
};

/** Removes what has outlived its use, whoever owns it. */
export function startHousekeeping({
  database,
  logger,
  shutdown,
}: Pick<AppParts, 'logger' | 'shutdown'> & { readonly database: Database }): void {
  for (const [name, remove] of Object.entries(removals))
    shutdown.addWorker(
      name,
      repeat(name, intervalMs, () => remove(database, rowsAtOnce), logger),
    );
}
