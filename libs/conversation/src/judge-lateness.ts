import { isServiceWindowOpen } from './service-window.ts';

/**
 * How late an answer to these messages would be: `stale` when the latest of them is as old as `staleAfterMinutes`, whatever kept it;
 * `out_of_window` when nothing but a template may be sent any more.
 */
export function judgeLateness(waiting: {
  readonly now: Date;
  readonly writtenAt: readonly Date[];
  readonly lastInboundAt: Date | null;
  readonly staleAfterMinutes: number;
}): 'in_time' | 'stale' | 'out_of_window' {
  const { now, writtenAt, lastInboundAt, staleAfterMinutes } = waiting;
  if (lastInboundAt !== null && !isServiceWindowOpen(lastInboundAt, now)) return 'out_of_window';
  const latest = Math.max(...writtenAt.map((time) => time.getTime()));
  return now.getTime() - latest >= staleAfterMinutes * 60_000 ? 'stale' : 'in_time';
}
