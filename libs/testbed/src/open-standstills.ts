import pg from 'pg';

import { waitUntil } from './wait-until.ts';

/** A point where a worker's transaction waits until the test lets it go on. */
export interface Standstill {
  /** Resolves when a worker stands there. */
  reached(): Promise<void>;
  /** Lets it go on, and whoever comes there after it. */
  end(): Promise<void>;
}

export interface Standstills {
  /** Where an update of the tenant's row fulfils `moment`, a condition on its rows `old` and `new`. */
  at(table: string, tenantId: string, moment: string): Promise<Standstill>;
  close(): Promise<void>;
}

/** Stops workers at exact points of their work from outside: a trigger of the test's own waits for a lock that the test holds. */
export async function openStandstills(superuserUrl: string): Promise<Standstills> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  let count = 0;
  return {
    at: async (table, tenantId, moment) => {
      const key = (count += 1);
      const name = `standstill_${key}`;
      await client.query('select pg_advisory_lock(4242, $1)', [key]);
      await client.query(`
        create function ${name}() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock_shared(4242, ${key}); return new; end $$;
        create trigger ${name} after update on ${table} for each row
          when (new.tenant_id = '${tenantId}' and ${moment}) execute function ${name}();`);
      return {
        reached: () =>
          waitUntil(`a worker stands still where ${moment}`, async () => {
            const waiting = await client.query(
              'select 1 from pg_locks where locktype = $1 and classid = 4242 and objid = $2 and not granted',
              ['advisory', key],
            );
            return waiting.rowCount !== 0;
          }).then(() => undefined),
        end: async () => {
          await client.query('select pg_advisory_unlock(4242, $1)', [key]);
        },
      };
    },
    close: () => client.end(),
  };
}
