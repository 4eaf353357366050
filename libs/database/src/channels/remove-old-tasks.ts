import { sql } from 'kysely';

import type { Database } from '../database.ts';

/** So long it is told what became of a task. */
const lifetime = sql`interval '30 days'`;

/** Removes at most `limit` tasks whose lifetime is over, but the last answer of each kind on a channel: that is how it stands. Returns how many. */
export const removeOldTasks = (database: Database, limit: number): Promise<number> =>
  database.asPlatform('sweep old channel tasks', async ({ sql: statements }) => {
    const { numAffectedRows } = await sql`
      delete from channel_tasks where ctid = any (array(
        select t.ctid from channel_tasks t where t.state in ('done', 'failed') and t.finished_at < now() - ${lifetime}
          and (t.state = 'failed' or exists (
            select from channel_tasks later where later.tenant_id = t.tenant_id and later.channel_id = t.channel_id and later.kind = t.kind
              and later.state = 'done' and later.id > t.id))
        limit ${limit}))`.execute(statements);
    return Number(numAffectedRows ?? 0n);
  });
