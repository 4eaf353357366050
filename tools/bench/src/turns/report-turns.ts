import { barChart } from '../report/bar-chart.ts';
import { formatCpu } from '../report/format-cpu.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';

const image = 'bench-turns.svg';

/** The section of `docs/benchmarks.md` about the whole way of a message. */
export function reportTurns(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const fixed = measurements.filter((one) => one.class === 'fixed rate');
  const saturated = new Map(measurements.filter((one) => one.class === 'saturation').map((one) => [one.system, one]));
  const rows = fixed.map(({ system, p50Ms = NaN, p99Ms = NaN, lost }) => {
    const most = saturated.get(system);
    return [
      system,
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
      `${most?.perSecond?.toFixed(0)}`,
      formatCpu(most),
      `${(lost ?? 0) + (most?.lost ?? 0)}`,
    ];
  });
  const chart = barChart({
    title: 'From webhook to answer without a model',
    subtitle: '50 messages a second; median time; logarithmic scale',
    groups: [
      {
        title: 'what is added to the time of the model',
        bars: fixed.map(({ system, p50Ms = NaN, p99Ms = NaN, isOurs }) => ({
          label: system,
          value: p50Ms,
          note: `p99 ${p99Ms.toPrecision(2)} ms`,
          style: isOurs ? ('ours' as const) : ('peer' as const),
        })),
      },
    ],
  });
  const markdown = [
    '## Turns',
    `Measured ${facts}.`,
    explanation,
    `![Median time from webhook to answer](images/${image})`,
    markdownTable(['system', 'p50 ms at 50/s', 'p99 ms at 50/s', 'answers/s at most', 'CPU µs an answer', 'lost'], rows),
    '### Targets of turns',
    targetsTable(targets),
  ];
  return { section: 'turns', markdown: markdown.join('\n\n'), images: [{ name: image, svg: chart }] };
}

const explanation = `A signed webhook brings a question of one end user; its answer is POSTed to Meta's Graph API, which the bench itself is: one clock times both. The model (the Vertex emulator
over gRPC) takes no time, nothing is waited for, and everybody works on the same cores: client, apps, model, Postgres and Redis. At saturation 100 end users have one question open each. What a
model takes, a second or more, comes on top for everybody. **The peers answer out of memory, in the process that took the webhook, and forget it when that process ends; ours commits question,
turn, bill and answer to Postgres, and takes the question from one process to another and the answer back.** So their path is shorter and quicker, and no claim is made that ours is not.`;
