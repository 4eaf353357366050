import { percentile } from '@sylion/knowledge';

import type { Measurement } from '../report/measurement.ts';
import { recall } from '../statistics/recall.ts';
import type { Sample } from './measure-systems.ts';

/** One line for each system, class and topic. */
export function summarizeSamples(set: string, samples: readonly Sample[]): Measurement[] {
  const groups = Map.groupBy(samples, ({ system, question }) => `${system.name} ${question.class} ${question.topic}`);
  return [...groups.values()].map((group) => {
    const [{ system, question }] = group as [Sample, ...Sample[]];
    const elapsedMs = group.map((sample) => sample.elapsedMs);
    const own = group.map((sample) => ({ ...sample, numbers: ownNumbers(sample) }));
    return {
      bench: 'retrieval',
      set,
      system: system.name,
      isOurs: system.isOurs,
      class: question.class,
      topic: question.topic,
      queries: group.length,
      rows: mean(own.map(({ numbers }) => numbers.length)),
      complete: mean(own.map(({ numbers, truth }) => (numbers.length === truth.length ? 1 : 0))),
      recall: mean(own.map(({ numbers, truth }) => recall(numbers, truth))),
      foreignRows: own.reduce((sum, { found, numbers }) => sum + found.length - numbers.length, 0),
      p50Ms: percentile(elapsedMs, 0.5),
      p95Ms: percentile(elapsedMs, 0.95),
    };
  });
}

/** Chunks of the right tenant; others are no answer. */
function ownNumbers({ question, found }: Sample): number[] {
  return found.filter(({ tenant }) => tenant === question.tenant).map(({ number }) => number);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
