import { percentile } from '@sylion/knowledge';

import type { Measurement } from '../report/measurement.ts';
import { callApi } from './operations/api-call.ts';
import type { Story } from './operations/plan-writes.ts';
import type { RunningAdminApi } from './start-admin-api.ts';

export interface LatencyPlan {
  readonly set: string;
  /** Whose calls these are. */
  readonly tenantClass: string;
  readonly stories: readonly Story[];
  readonly clients: number;
  /** Of every story, by all clients together. */
  readonly calls: number;
}

/** How long every call of the stories takes while so many clients do the same at once; a tenth more before it is not counted. */
export async function measureLatency(api: RunningAdminApi, plan: LatencyPlan): Promise<Measurement[]> {
  const { set, tenantClass, stories, clients, calls } = plan;
  const measurements: Measurement[] = [];
  for (const story of stories) {
    const elapsedMs = new Map<string, number[]>();
    const warmUp = Math.ceil(calls / 10);
    let turn = 0;
    const client = async (): Promise<void> => {
      for (let mine = turn++; mine < calls + warmUp; mine = turn++) {
        for (const call of story(mine)) {
          const startedAt = performance.now();
          await callApi(api, call);
          const label = `${call.kind} ${call.name}`;
          if (mine >= warmUp) elapsedMs.set(label, [...(elapsedMs.get(label) ?? []), performance.now() - startedAt]);
        }
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    for (const { name, kind } of story(0)) {
      const times = elapsedMs.get(`${kind} ${name}`) ?? [];
      const [p50Ms, p95Ms] = [percentile(times, 0.5), percentile(times, 0.95)];
      measurements.push({
        bench: 'admin',
        set,
        system: name,
        isOurs: true,
        class: tenantClass,
        topic: kind,
        clients,
        calls: times.length,
        p50Ms,
        p95Ms,
      });
    }
  }
  return measurements;
}
