import type { Measurement } from '../report/measurement.ts';
import { newTarget } from '../report/new-target.ts';
import type { Target } from '../report/target.ts';
import { gatewayNames } from './gateway-system.ts';

/** G1 and G2 are ratios of one run, judged on the full set only. */
export function gatewayTargets(measurements: readonly Measurement[]): Target[] {
  const isFull = measurements.every(({ set }) => set === 'full');
  const find = (what: string, system: string = gatewayNames.ours): Measurement | undefined =>
    measurements.find((one) => one.class === what && one.system === system);
  const rate = (what: string, system?: string): number => find(what, system)?.perSecond ?? NaN;
  const cost = (what: string): number => Object.values(find(what)?.cpuMicroseconds ?? {}).reduce((sum, part) => sum + part, 0);
  const judge = (id: string, promise: string, measured: number, isMet: boolean, unit = '×'): Target => ({
    ...newTarget(id, promise),
    ...(isFull && !Number.isNaN(measured) && { measured: `${measured < 10 ? measured.toFixed(2) : measured.toFixed(0)} ${unit}`, isMet }),
  });
  const least = (id: string, promise: string, measured: number, bound: number): Target => judge(id, promise, measured, measured >= bound);
  const most = (id: string, promise: string, measured: number, bound: number, unit?: string): Target =>
    judge(id, promise, measured, measured <= bound, unit);
  const peers = measurements.filter(({ topic, class: what }) => topic === 'peer' && what === 'saturation');
  return [
    judgeDurability(measurements),
    least(
      'G1',
      'durable in Postgres before the answer: webhooks/s ≥ 0.5 × of Express with BullMQ, which is not',
      rate('saturation') / rate('saturation', gatewayNames.express),
      0.5,
    ),
    ...peers.map((peer) => {
      const bound = peer.system.startsWith('Vercel') ? 4 : 2;
      return least('G1', `webhooks/s ≥ ${bound} × of ${peer.system}`, rate('saturation') / (peer.perSecond ?? NaN), bound);
    }),
    least('G1', 'webhooks of ten messages: messages/s ≥ 4 × of webhooks of one', rate('ten messages') / rate('one message'), 4),
    most('G1', 'a status costs less CPU than a message (gateway, Postgres and Redis)', cost('one status') / cost('one message'), 1),
    most(
      'G2',
      'at a fixed rate: p99 ≤ 3 × of node:http with BullMQ',
      (find('fixed rate')?.p99Ms ?? NaN) / (find('fixed rate', gatewayNames.queued)?.p99Ms ?? NaN),
      3,
    ),
    most('G2', 'a burst of 5,000: p99 ≤ 250 ms', find('burst')?.p99Ms ?? NaN, 250, 'ms'),
    most(
      'G2',
      'with 100,000 conversations waiting: p50 ≤ 1.2 ×',
      (find('backlog')?.p50Ms ?? NaN) / (find('no backlog')?.p50Ms ?? NaN),
      1.2,
    ),
    most('T3', 'Redis ≤ 1.5 kB for a waiting conversation', (find('backlog')?.peakMemoryBytes ?? NaN) / 1_000, 1.5, 'kB'),
  ];
}

function judgeDurability(measurements: readonly Measurement[]): Target {
  const checked = measurements.find((one) => one.class === 'durability');
  /** Of the others too: who refuses what is asked does not compare. */
  const unanswered = measurements.reduce((sum, { lost = 0 }) => sum + lost, 0);
  const { doubled = 0, forged = 0, rows = 0 } = checked ?? {};
  return {
    ...newTarget(
      'G0',
      'every webhook is acknowledged, by ours when it is in Postgres, once; a redelivery adds nothing; forged ones are refused',
      true,
    ),
    measured: `${rows} messages: ${unanswered} lost, ${doubled} doubled; ${forged} forged taken`,
    isMet: checked !== undefined && rows > 0 && unanswered + doubled + forged === 0,
  };
}
