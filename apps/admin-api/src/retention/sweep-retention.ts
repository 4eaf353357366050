import { claimSweep, endSweep, type DueSweep } from '@sylion/database';
import type { RetentionPeriods } from '@sylion/schemas';

import type { Services } from '../services.ts';
import { prune } from './prune.ts';

type Kind = keyof RetentionPeriods;
type Parts = Pick<Services, 'database' | 'store' | 'mediaSettleMs' | 'logger'> & {
  /** Told of every batch; how many of which kind went. */
  readonly onRemoved: (kind: Kind, count: number) => void;
};

const dayMs = 24 * 60 * 60_000;
/** After it another process may take the tenant up; two at once do nothing twice. */
const leaseMs = 5 * 60_000;
/** A tenant with more to remove than fits in lets the others go first. */
const shareMs = 5_000;
/** So long a look at all tenants takes at most: who stops the process waits for it. */
const lookMs = 10_000;
/** What is too old is gone within an hour of becoming so, and within minutes when it was in use. */
const pausesMs = { done: 60 * 60_000, held: 60_000, more: 0 };

/** Enforces the retention of every tenant whose sweep is due, one after another. Any number of processes share the work. */
export async function sweepRetention(parts: Parts): Promise<void> {
  const { database, logger } = parts;
  const endsAt = performance.now() + lookMs;
  while (performance.now() < endsAt) {
    const due = await claimSweep(database, leaseMs);
    if (!due) return;
    const { tenantId, begunAt } = due;
    try {
      const { removed, end } = await sweepTenant(due, parts);
      await database.asTenant(tenantId, (scope) => endSweep(scope, { begunAt, isDone: end === 'done', pauseMs: pausesMs[end] }));
      logger.info({ tenantId, removed, end }, 'retention was enforced');
    } catch (error) {
      logger.warn({ error, tenantId }, 'a retention sweep failed; it will go on when its lease ends');
    }
  }
}

async function sweepTenant({ tenantId, policy, now }: DueSweep, { onRemoved, ...parts }: Parts) {
  const endsAt = performance.now() + shareMs;
  const removed: Partial<Record<Kind, number>> = {};
  let end: keyof typeof pausesMs = 'done';
  for (const kind of Object.keys(prune) as Kind[]) {
    const days = policy[kind];
    if (days === null) continue;
    for await (const pruned of prune[kind]({ ...parts, tenantId, cutoff: new Date(now.getTime() - days * dayMs) })) {
      if (pruned === 'held') end = 'held';
      else {
        removed[kind] = (removed[kind] ?? 0) + pruned;
        onRemoved(kind, pruned);
      }
      if (performance.now() > endsAt) return { removed, end: 'more' as const };
    }
  }
  return { removed, end };
}
