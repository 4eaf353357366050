import type pg from 'pg';

import type { Measurement } from '../report/measurement.ts';
import { callApi, type ApiCall } from './operations/api-call.ts';
import type { RunningAdminApi } from './start-admin-api.ts';
import { judgePlan } from './statements/judge-plan.ts';
import { replayPlan } from './statements/replay-plan.ts';
import type { StatementWatch, WatchedStatement } from './statements/watch-statements.ts';

export interface StatementsPlan {
  readonly set: string;
  readonly tenantClass: string;
  readonly calls: readonly ApiCall[];
  /** An app that runs behind `watch`. */
  readonly api: RunningAdminApi;
  readonly watch: StatementWatch;
  /** Logged in as the app is. */
  readonly client: pg.Client;
  readonly tableRows: ReadonlyMap<string, number>;
}

/** Pages and searches: what they ask of the database, whether for more items they ask more often, and how it is found. */
export async function measureStatements({
  set,
  tenantClass,
  calls,
  api,
  watch,
  client,
  tableRows,
}: StatementsPlan): Promise<Measurement[]> {
  const askOnce = async (call: ApiCall): Promise<Asked> => {
    watch.take();
    const { items } = await callApi<{ items: unknown[] }>(api, call);
    return { asked: watch.take(), items: items.length };
  };
  /** Whoever is the first within a minute to call by a key is noted as its user: that is not the call's own. */
  const ask = async (call: ApiCall): Promise<Asked> => {
    const [one, other] = [await askOnce(call), await askOnce(call)];
    return one.asked.length < other.asked.length ? one : other;
  };
  const measurements: Measurement[] = [];
  for (const call of calls.filter(({ kind }) => kind === 'first page' || kind === 'later page' || kind === 'search')) {
    const [few, many] = [await ask(limited(call, 2)), await ask(limited(call, 200))];
    const verdicts = [];
    for (const statement of (await ask(call)).asked.filter(({ sql }) => /^(select|with)\b/i.test(sql)))
      verdicts.push(judgePlan(await replayPlan(client, statement), tableRows));
    const measured = { bench: 'admin', set, system: call.name, isOurs: true, class: tenantClass, topic: call.kind } as const;
    measurements.push({
      ...measured,
      statements: many.asked.length,
      statementsOfShortPage: few.asked.length,
      rows: many.items,
      rowsRead: verdicts.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
      faults: verdicts.flatMap(({ faults }) => faults),
    });
  }
  return measurements;
}

interface Asked {
  readonly asked: readonly WatchedStatement[];
  readonly items: number;
}

const limited = (call: ApiCall, limit: number): ApiCall => ({
  ...call,
  path: `${call.path}${call.path.includes('?') ? '&' : '?'}limit=${limit}`,
});
