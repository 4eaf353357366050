import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram } from 'prom-client';

/** A process's own registry: nothing is global, so two apps in one test do not mix their numbers. */
export interface Metrics {
  readonly registry: Registry;
  counter<Label extends string>(name: string, help: string, labelNames?: readonly Label[]): Counter<Label>;
  gauge<Label extends string>(name: string, help: string, labelNames?: readonly Label[]): Gauge<Label>;
  /** `bucketsSeconds` are upper bounds in seconds. */
  histogram<Label extends string>(name: string, help: string, labelNames: readonly Label[], bucketsSeconds: number[]): Histogram<Label>;
}

export function createMetrics(app: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    counter: (name, help, labelNames = []) => new Counter({ name, help, labelNames, registers: [registry] }),
    gauge: (name, help, labelNames = []) => new Gauge({ name, help, labelNames, registers: [registry] }),
    histogram: (name, help, labelNames, bucketsSeconds) =>
      new Histogram({ name, help, labelNames, buckets: bucketsSeconds, registers: [registry] }),
  };
}
