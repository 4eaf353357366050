import path from 'node:path';

import { freePort, repositoryRoot } from '@sylion/launch/embedded';
import { fromSources, superviseProcess } from '@sylion/launch/stack';

/** A process that the benches started. */
export interface BenchProcess {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts one of our apps from its sources and waits until it is ready. `place` tells instances of one app apart. */
export async function startApp(
  name: 'gateway' | 'processor-worker',
  environment: Readonly<Record<string, string>>,
  place = 0,
): Promise<BenchProcess> {
  const metricsPort = await freePort();
  return superviseProcess({
    name,
    program: fromSources(`apps/${name}/src/main.ts`),
    environment: { ...environment, METRICS_PORT: String(metricsPort) },
    logFile: path.join(repositoryRoot, '.local/bench/logs', `${name}-${place}-${process.pid}.log`),
    isReady: async () => (await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).ok,
  });
}
