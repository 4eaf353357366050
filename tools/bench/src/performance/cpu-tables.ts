import { markdownTable } from '../report/markdown-table.ts';
import type { Measurement } from '../report/measurement.ts';

type Cpu = NonNullable<Measurement['cpuMicroseconds']>;

/** Column by how the names of its processes begin: there may be a `processor 1` and a `processor 2`. */
const ofTurn = { gateway: 'gateway', processors: 'processor', Postgres: 'postgres', Redis: 'redis' };
const ofWebhook = { gateway: 'gateway', Postgres: 'postgres', Redis: 'redis' };

/** What a question with its answer costs every process, of each system at its most. */
export const tableTurnCpu = (turns: readonly Measurement[]): string =>
  tableCpu(
    ofTurn,
    turns.filter((one) => one.class === 'saturation').map(({ system, cpuMicroseconds }) => [system, cpuMicroseconds]),
  );

/** What a webhook costs every process of ours, by what it brings and how many come. */
export const tableWebhookCpu = (gateway: readonly Measurement[]): string =>
  tableCpu(
    ofWebhook,
    gateway.filter(({ isOurs }) => isOurs).map(({ class: what = '', cpuMicroseconds }) => [what, cpuMicroseconds]),
  );

function tableCpu(columns: Readonly<Record<string, string>>, costs: readonly (readonly [what: string, cpu: Cpu | undefined])[]): string {
  const rows = costs.flatMap(([what, cpu]) =>
    cpu === undefined ? [] : [[what, ...Object.values(columns).map((beginning) => sumOf(cpu, beginning)), sumOf(cpu, '')]],
  );
  return markdownTable(['CPU, µs', ...Object.keys(columns), 'all'], rows);
}

/** Empty when there is no such process. */
function sumOf(cpu: Cpu, beginning: string): string {
  const parts = Object.entries(cpu).filter(([process]) => process.startsWith(beginning));
  return parts.length === 0 ? '' : String(parts.reduce((sum, [, microseconds]) => sum + microseconds, 0));
}
