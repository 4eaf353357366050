import type { Measurement } from './measurement.ts';

/** What every process spent on one webhook or message, in words. */
export const formatCpu = (one: Measurement | undefined): string =>
  Object.entries(one?.cpuMicroseconds ?? {})
    .map(([process, microseconds]) => `${process} ${microseconds}`)
    .join(', ');
