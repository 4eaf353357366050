import { percentile } from '@sylion/knowledge';

import type { Corpus } from '../corpus/corpus.ts';
import type { Measurement } from '../report/measurement.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { slope } from '../statistics/slope.ts';
import { openOurDatabase, searchOurs } from './systems/our-system.ts';

const warmingCalls = 5;
const countedCalls = 25;

/** Sizes at which a route is timed: where it is used, and beyond, so that the slope stands out from the noise. */
const sizesOf = { exact: [100, 1_000, 5_000, 10_000], bits: [1_000, 5_000, 10_000, 100_000] } as const;

/** What one more chunk costs on the routes that look at every chunk: the slope of the median time over tenants of several sizes. */
export async function measureRoutes(database: BenchDatabase, corpus: Corpus): Promise<Measurement[]> {
  const connection = openOurDatabase(database.appUrl, 1);
  try {
    const measurements: Measurement[] = [];
    for (const route of ['exact', 'bits'] as const) {
      const points: [number, number][] = [];
      for (const tenant of new Set(sizesOf[route].map((size) => tenantOfAbout(corpus, size)))) {
        const elapsedMs: number[] = [];
        for (let call = 0; call < warmingCalls + countedCalls; call += 1) {
          const vector = corpus.vector(tenant, (call * 7) % corpus.sizeOf(tenant));
          const startedAt = performance.now();
          await searchOurs(connection, { tenant, vector, text: null, route });
          if (call >= warmingCalls) elapsedMs.push(performance.now() - startedAt);
        }
        points.push([corpus.sizeOf(tenant), percentile(elapsedMs, 0.5)]);
      }
      const system = points.map(([size, p50Ms]) => `${size}: ${p50Ms.toFixed(2)} ms`).join(', ');
      const microsecondsPerChunk = slope(points) * 1000;
      measurements.push({
        bench: 'retrieval',
        set: corpus.shape.name,
        system,
        class: `${route} route`,
        isOurs: true,
        microsecondsPerChunk,
      });
    }
    return measurements;
  } finally {
    await connection.close();
  }
}

function tenantOfAbout(corpus: Corpus, size: number): number {
  const distance = (tenant: number): number => Math.abs(Math.log(corpus.sizeOf(tenant) / size));
  return corpus.shape.tenantSizes.reduce((best, _, tenant) => (distance(tenant) < distance(best) ? tenant : best), 0);
}
