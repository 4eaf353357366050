import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';
import { chartRetrieval } from './chart-retrieval.ts';

/** The section of `docs/benchmarks.md` about retrieval. */
export function reportRetrieval(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const sets = [...new Set(measurements.map(({ set }) => set))];
  const image = (set: string): string => (set === 'A' ? 'bench-retrieval.svg' : `bench-retrieval-${set.toLowerCase()}.svg`);
  const markdown = [
    `## Retrieval`,
    `Measured ${facts}.`,
    explanation,
    ...sets.flatMap((set) => [
      `![Median time per system and class of tenant, set ${set}](images/${image(set)})`,
      `### Set ${set}`,
      systemsTable(set, measurements),
    ]),
    `### Targets`,
    targetsTable(targets),
    `What else was measured:`,
    othersTable(measurements),
  ];
  return {
    section: 'retrieval',
    markdown: markdown.join('\n\n'),
    images: sets.map((set) => ({ name: image(set), svg: chartRetrieval(set, measurements) })),
  };
}

const explanation = `Made-up vectors (768 numbers that vary in 32 directions; 400 topics, of which every tenant has its own view) and made-up text of 1.1 kB a chunk; they say how quickly and how
completely the *nearest vectors* are found, nothing about the quality of answers. Set A: 200,000 chunks of 1,000 tenants, one of which owns
half. Set B: 1,000,000 chunks of 1,000 tenants, sizes by Zipf's law. Questions lie near a chunk of the tenant (*in*) or near one of
another tenant on a topic it has nothing about (*cross*), as everyday questions do. Every query fetches id and text of 10 chunks. All systems run on the
same server and are asked in turns of twenty questions; one client; warm. *In a row* are ours without the others in between, the same questions several times over, as the
figures were taken that T3 to T5 are held to. Ours logs in as the app does, under forced row-level security. Peers
are set up as their documentation says, and their tables are filled by SQL in the shape that their API makes.`;

const number = (value: number | undefined, digits: number): string => (value === undefined ? '' : value.toFixed(digits));

function systemsTable(set: string, measurements: readonly Measurement[]): string {
  const found = measurements.filter((one) => one.set === set && one.topic !== undefined);
  const classes = [...new Set(found.map((one) => one.class ?? ''))];
  const ordered = classes.flatMap((tenantClass) =>
    ['in', 'cross'].flatMap((topic) => found.filter((one) => one.class === tenantClass && one.topic === topic)),
  );
  return markdownTable(
    ['class', 'topic', 'system', 'rows', 'recall@10', 'p50 ms', 'p95 ms'],
    ordered.map((one) => [
      one.class ?? '',
      one.topic ?? '',
      one.system,
      number(one.rows, 1),
      number(one.recall, 3),
      number(one.p50Ms, 2),
      number(one.p95Ms, 2),
    ]),
  );
}

function othersTable(measurements: readonly Measurement[]): string {
  const rows = measurements.filter(({ topic }) => topic === undefined).map((one) => [one.set, one.class ?? '', one.system, describe(one)]);
  return markdownTable(['set', 'what', 'system', 'result'], rows);
}

function describe({ p50Ms, p95Ms, ratio, microsecondsPerChunk, bytesPerChunk, calls, foreignRows, rows }: Measurement): string {
  return [
    p50Ms === undefined ? '' : `p50 ${p50Ms.toFixed(2)} ms`,
    p95Ms === undefined ? '' : `p95 ${p95Ms.toFixed(2)} ms`,
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
    microsecondsPerChunk === undefined ? '' : `${microsecondsPerChunk.toFixed(2)} µs a chunk`,
    bytesPerChunk === undefined ? '' : `${bytesPerChunk.toFixed(0)} bytes a chunk`,
    calls === undefined ? '' : `${calls} calls`,
    foreignRows === undefined ? '' : `${foreignRows} foreign rows`,
    rows === undefined ? '' : `${rows.toFixed(1)} rows`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
