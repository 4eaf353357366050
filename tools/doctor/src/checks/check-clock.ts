import { fail, ok, warn, type Finding } from '../finding.ts';

const noticedMs = 1_000;
const harmfulMs = 10_000;

/** Service windows, leases and delays are told by clocks: those of the servers, and of each machine that an app runs on. */
export function checkClock(subject: string, aheadMs: number): Finding {
  const means = `its clock is ${Math.abs(aheadMs / 1_000).toFixed(1)} s ${aheadMs < 0 ? 'behind' : 'before'} this machine's`;
  if (Math.abs(aheadMs) < noticedMs) return ok(subject, 'its clock is the same as this machine’s');
  const advice = 'synchronise both with NTP: timedatectl set-ntp true';
  return Math.abs(aheadMs) < harmfulMs ? warn(subject, means, advice) : fail(subject, means, advice);
}
