import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Counter, Gauge, Histogram } from 'prom-client';

/**
 * The labels of a metric, each with all that it may say: every combination is there from the start as 0, because the first step of a
 * series that begins at 1 is seen by no rate. An empty list stands for what something else bounds (routes, models).
 */
export type Labels<Label extends string> = Readonly<Record<Label, readonly string[]>>;

/** What a gauge is to say from now on. */
export interface Reading {
  readonly gauge: Gauge;
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The metrics of a process by name, as dashboards and alerts see them. */
export type MetricCatalog = Readonly<Record<string, MetricDescription>>;

export interface MetricDescription {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: Labels<string>;
}

/** A process's own registry: nothing is global, so two apps in one test do not mix their numbers. */
export interface Metrics {
  readonly registry: Registry;
  /** Everything but what prom-client adds by itself. */
  readonly catalog: MetricCatalog;
  counter<Label extends string>(name: string, help: string, labels?: Labels<Label>): Counter<Label>;
  gauge<Label extends string>(name: string, help: string, labels?: Labels<Label>): Gauge<Label>;
  /** `bucketsSeconds` are upper bounds in seconds. */
  histogram<Label extends string>(name: string, help: string, labels: Labels<Label>, bucketsSeconds: number[]): Histogram<Label>;
  /**
   * Gauges that are looked up only when somebody reads them. A look that fails or takes longer than two seconds leaves them without a
   * value: no number is better than an old one.
   */
  sample(gauges: readonly Gauge[], look: () => Promise<readonly Reading[]> | readonly Reading[]): void;
  /** Everything, as Prometheus text. */
  read(): Promise<string>;
}

const longestLookMs = 2_000;

export function createMetrics(app: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ app });
  collectDefaultMetrics({ register: registry });
  const samples: (() => Promise<void>)[] = [];
  const catalog: Record<string, MetricDescription> = {};
  const described = <Label extends string>(type: MetricDescription['type'], name: string, help: string, labels: Labels<Label>) => {
    catalog[name] = { type, help, labels };
    return { name, help, labelNames: Object.keys(labels) as Label[], registers: [registry] };
  };
  return {
    registry,
    catalog,
    counter: (name, help, labels = noLabels()) => {
      const counter = new Counter(described('counter', name, help, labels));
      for (const combination of combinationsOf(labels)) counter.inc(combination, 0);
      return counter;
    },
    gauge: (name, help, labels = noLabels()) => new Gauge(described('gauge', name, help, labels)),
    histogram: (name, help, labels, bucketsSeconds) => {
      const histogram = new Histogram({ ...described('histogram', name, help, labels), buckets: bucketsSeconds });
      for (const combination of combinationsOf(labels)) histogram.zero(combination);
      return histogram;
    },
    sample: (gauges, look) =>
      void samples.push(async () => {
        const readings = await inTime(look).catch(() => []);
        for (const gauge of gauges) {
          gauge.reset();
          gauge.remove({}); // what has no labels is 0 after a reset
        }
        for (const { gauge, labels = {}, value } of readings) gauge.set(labels, value);
      }),
    read: async () => {
      await Promise.all(samples.map((sample) => sample()));
      return registry.metrics();
    },
  };
}

const noLabels = <Label extends string>(): Labels<Label> => ({}) as Labels<Label>;

/** Every combination of what the labels may say; none where one of them is open. */
function combinationsOf<Label extends string>(labels: Labels<Label>): Record<Label, string>[] {
  return Object.entries<readonly string[]>(labels).reduce<Record<string, string>[]>(
    (combinations, [name, values]) => combinations.flatMap((combination) => values.map((value) => ({ ...combination, [name]: value }))),
    [{}],
  ) as Record<Label, string>[];
}

async function inTime<Result>(look: () => Promise<Result> | Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the look took too long')), longestLookMs);
  });
  try {
    return await Promise.race([look(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
