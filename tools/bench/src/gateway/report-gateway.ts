import { formatCpu } from '../report/format-cpu.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import type { Report } from '../report/write-report.ts';
import { chartGateway } from './chart-gateway.ts';

const image = 'bench-gateway.svg';

/** The section of `docs/benchmarks.md` about webhooks. */
export function reportGateway(facts: string, measurements: readonly Measurement[], targets: readonly Target[]): Report {
  const compared = measurements.filter(({ class: what }) => what === 'saturation' || what === 'fixed rate');
  const systems = Map.groupBy(compared, ({ system }) => system);
  const markdown = [
    '## Gateway',
    `Measured ${facts}.`,
    explanation,
    `![Webhooks acknowledged a second](images/${image})`,
    markdownTable(
      ['system', 'webhooks/s', 'p50 ms', 'p99 ms', 'CPU µs a webhook', 'p50 ms at 1,000/s', 'p99 ms at 1,000/s'],
      [...systems].map(([system, [saturation, fixed]]) => [
        system,
        `${saturation?.perSecond?.toFixed(0)}`,
        ms(saturation?.p50Ms),
        ms(saturation?.p99Ms),
        formatCpu(saturation),
        ms(fixed?.p50Ms),
        ms(fixed?.p99Ms),
      ]),
    ),
    'Ours alone:',
    markdownTable(
      ['', 'messages or statuses/s', 'p50 ms', 'p99 ms', 'CPU µs a webhook'],
      measurements
        .filter((one) => one.isOurs && !compared.includes(one) && one.class !== 'durability')
        .map((one) => [describe(one), `${one.perSecond?.toFixed(0)}`, ms(one.p50Ms), ms(one.p99Ms), formatCpu(one)]),
    ),
    '### Targets of the gateway',
    targetsTable(targets),
  ];
  return { section: 'gateway', markdown: markdown.join('\n\n'), images: [{ name: image, svg: chartGateway(measurements) }] };
}

const ms = (value = NaN): string => value.toFixed(value < 10 ? 2 : 0);

const describe = ({ class: what = '', rows, peakMemoryBytes }: Measurement): string =>
  what === 'backlog' ? `with ${rows} conversations waiting (${peakMemoryBytes?.toFixed(0)} B of Redis each)` : what;

const explanation = `Signed webhooks of one text of some 850 bytes, each with a message id of its own, of 10,000 end users of ten tenants, who all have written before. One process serves,
64 sockets with one caller each ask (a closed loop), or 1,000 webhooks come every second whatever the answers do (an open loop; times count from when a webhook was due). The systems run in
turns, round by round; the median round stands here. Client, server, Postgres and Redis share the cores, so a system whose work lies in other processes is slowed by them. Ours answers when
everything is committed in Postgres (with \`fsync\`) under forced row-level security; the ladder keeps messages in Redis (append-only file, synced every second) or nowhere.`;
