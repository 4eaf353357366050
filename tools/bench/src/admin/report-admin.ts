import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';
import { chartAdmin } from './chart-admin.ts';

const image = 'bench-admin.svg';

/** The section of `docs/benchmarks.md` about the Admin API. */
export function reportAdmin(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const markdown = [
    '## Admin API',
    `Measured ${facts}.`,
    explanation,
    `![Median time of every operation for the largest tenant](images/${image})`,
    callsTable(measurements),
    '### Targets of the Admin API',
    targetsTable(targets),
  ];
  return { section: 'admin', markdown: markdown.join('\n\n'), images: [{ name: image, svg: chartAdmin(measurements) }] };
}

const explanation = `1,000,000 messages of 1,000 tenants, sizes by Zipf's law (134,072 … 133), with their conversations, end users, turns, usage records, audit entries,
events and the rest, all in tables under forced row-level security. The real Admin API runs as a process; client (\`fetch\`), API and Postgres share the machine. Every
documented read is asked for: lists by their first page of 50 and by one in the middle, reached by cursor; besides it searches and writes. Times in ms, p50 / p95, of one
client and of eight at once. *Statements* are what one request asks of Postgres, seen on the wire, and *rows* what these read when the very same statements are explained with
their parameters, role and tenant.`;

function callsTable(measurements: readonly Measurement[]): string {
  const rows = [...Map.groupBy(measurements, ({ system, topic }) => `${system} ${topic}`).values()].map((group) => {
    const [{ system, topic = '' }] = group as [Measurement, ...Measurement[]];
    const times = (of: string, clients: number): string => {
      const one = group.find((candidate) => candidate.class === of && candidate.clients === clients);
      return one ? `${one.p50Ms?.toFixed(1)} / ${one.p95Ms?.toFixed(1)}` : '';
    };
    const asked = group.find(({ statements, class: of }) => statements !== undefined && of !== 'small');
    const large = group.some(({ class: of }) => of === 'platform') ? 'platform' : 'largest';
    return [
      system,
      topic,
      times('small', 1),
      times('small', 8),
      times(large, 1),
      times(large, 8),
      asked ? `${asked.statements}` : '',
      asked ? `${asked.rowsRead}` : '',
    ];
  });
  return markdownTable(['call', '', 'small, 1', 'small, 8', 'largest or platform, 1', 'the same, 8', 'statements', 'rows'], rows);
}
