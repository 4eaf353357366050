import path from 'node:path';

import { readJsonLines } from '@sylion/launch/documents';

import type { Measurement } from '../report/measurement.ts';
import { ourName } from '../turns/answering-system.ts';
import type { Costs } from './costs.ts';

/**
 * The costs out of what the last reported runs of `turns`, `gateway` and `soak` left in `docs/measurements`.
 * @throws when one of them was never run
 */
export async function readCosts(folder: string): Promise<Costs> {
  const read = (bench: string): Promise<Measurement[]> => readJsonLines(path.join(folder, `${bench}.jsonl`));
  const [turns, gateway, soak] = [await read('turns'), await read('gateway'), await read('soak')];
  const turn = turns.find((one) => one.system === ourName(1) && one.class === 'saturation')?.cpuMicroseconds;
  const status = gateway.find((one) => one.class === 'one status')?.cpuMicroseconds;
  const ms = (costs: Measurement['cpuMicroseconds'], process: string): number => (costs?.[process] ?? NaN) / 1_000;
  const costs: Costs = {
    gatewayMs: ms(turn, 'gateway'),
    processorMs: ms(turn, 'processor'),
    postgresMs: ms(turn, 'postgres'),
    redisMs: ms(turn, 'redis'),
    statusGatewayMs: ms(status, 'gateway'),
    statusPostgresMs: ms(status, 'postgres'),
    waitingBytes: gateway.find((one) => one.class === 'backlog')?.peakMemoryBytes ?? NaN,
    storedBytes: soak.find((one) => one.system === 'postgres')?.bytesPerMessage ?? NaN,
  };
  const missing = Object.entries(costs).filter(([, value]) => Number.isNaN(value));
  if (missing.length > 0) throw new Error(`not measured: ${missing.map(([name]) => name).join(', ')}`);
  return costs;
}
