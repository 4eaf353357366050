/** One number or a few that belong together, as one JSON line. Times of one machine at one time: compare only within a run. */
export interface Measurement {
  readonly bench: 'retrieval' | 'ingest' | 'admin' | 'gateway' | 'turns' | 'burst' | 'soak' | 'statements';
  readonly set: string;
  readonly system: string;
  /** Class of tenant, or what else was measured. */
  readonly class?: string;
  readonly topic?: string;
  readonly queries?: number;
  /** Mean number of chunks, or items of a page, that came back. */
  readonly rows?: number;
  /** Share of queries that got as many chunks as there are to get. */
  readonly complete?: number;
  readonly recall?: number;
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  /** Webhooks or messages that were dealt with each second. */
  readonly perSecond?: number;
  /** CPU time of every process for one webhook or message, µs. */
  readonly cpuMicroseconds?: Readonly<Record<string, number>>;
  /** Of a whole run. */
  readonly elapsedMs?: number;
  /** Which look at a long run this is, from 1 on; and what it saw. */
  readonly sample?: number;
  readonly handles?: number;
  readonly keys?: number;
  /** How many were sent, and how many were not dealt with, more than once, out of order, or ought to have been refused; must be 0. */
  readonly sent?: number;
  readonly lost?: number;
  readonly doubled?: number;
  readonly reordered?: number;
  readonly forged?: number;
  readonly rowsPerSecond?: number;
  readonly peakMemoryBytes?: number;
  readonly bytesPerChunk?: number;
  /** In Postgres, of a question with its answer and all that is kept of both. */
  readonly bytesPerMessage?: number;
  readonly microsecondsPerChunk?: number;
  readonly ratio?: number;
  readonly calls?: number;
  /** Of a statement, each time on average, ms. */
  readonly plannedMs?: number;
  readonly ranMs?: number;
  /** Whether an app sent it, or a function or trigger inside Postgres. */
  readonly isSent?: boolean;
  /** How many ask at once. */
  readonly clients?: number;
  /** Of one request, whose page has 200 items at most; and of the same request for 2 items. */
  readonly statements?: number;
  readonly statementsOfShortPage?: number;
  /** By all statements of one request. */
  readonly rowsRead?: number;
  /** What the plans of these statements must not do, in words. */
  readonly faults?: readonly string[];
  /** Rows that belong to another tenant; must be 0. */
  readonly foreignRows?: number;
  /** Ours, or what ours is compared with. */
  readonly isOurs: boolean;
}

export function toJsonLines(measurements: readonly Measurement[]): string {
  return measurements.map((measurement) => `${JSON.stringify(roundNumbers(measurement))}\n`).join('');
}

function roundNumbers(measurement: Measurement): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(measurement).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toPrecision(5)) : value]),
  );
}
