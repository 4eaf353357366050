import path from 'node:path';

import { freePort, repositoryRoot } from '@sylion/launch/embedded';
import { superviseProcess } from '@sylion/launch/stack';

import { bundledApp, imageEnvironment } from './bundled-app.ts';

/** A process that the benches started. */
export interface BenchProcess {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts one of our apps as production runs it and waits until it is ready. `place` tells instances of one app apart. */
export async function startApp(
  name: 'gateway' | 'processor-worker',
  environment: Readonly<Record<string, string>>,
  place = 0,
): Promise<BenchProcess> {
  const metricsPort = await freePort();
  return superviseProcess({
    name,
    program: await bundledApp(name),
    environment: { ...imageEnvironment, ...environment, METRICS_PORT: String(metricsPort) },
    logFile: path.join(repositoryRoot, '.local/bench/logs', `${name}-${place}-${process.pid}.log`),
    isReady: async () => (await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).ok,
  });
}
