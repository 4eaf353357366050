import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';

/** The section of `docs/benchmarks.md` about ingestion. */
export function reportIngest(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const rows = measurements.map(({ system, class: part = '', rowsPerSecond = NaN, peakMemoryBytes }) => [
    system,
    part,
    rowsPerSecond.toFixed(0),
    peakMemoryBytes === undefined ? '' : (peakMemoryBytes / 1024 ** 2).toFixed(0),
  ]);
  const markdown = [
    '## Ingestion',
    `Measured ${facts}.`,
    explanation,
    markdownTable(['system', 'part', 'rows/s', 'MiB above start'], rows),
    '### Targets',
    targetsTable(targets),
  ];
  return { section: 'ingest', markdown: markdown.join('\n\n'), images: [] };
}

const explanation = `Chunks of 1.1 kB with their vectors (768 numbers, made beforehand: nobody waits for a model) are added to tables that already hold set A
(200,000 chunks), in turns of ten documents of 100 chunks, by one client each. Ours runs the worker's three steps, each a transaction of its own under
forced row-level security, and ends with chunks that full text search finds too. The peers keep no such words: beside them stands what the same steps take
for text and vector alone. LangChain and LlamaIndex insert 500 rows at a time.`;
