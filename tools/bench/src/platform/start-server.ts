import path from 'node:path';

import { freePort, repositoryRoot } from '@sylion/launch/embedded';
import { fromSources, superviseProcess } from '@sylion/launch/stack';

import type { BenchProcess } from './start-app.ts';

export interface BenchHttpServer extends BenchProcess {
  readonly url: string;
}

/** Starts a program of the benches that listens at PORT, and waits until it answers anything at all. `entry` is below `tools/bench/src`. */
export async function startServer(name: string, entry: string, environment: Readonly<Record<string, string>>): Promise<BenchHttpServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await superviseProcess({
    name,
    program: fromSources(path.join('tools/bench/src', entry)),
    environment: { PATH: process.env.PATH ?? '', PORT: String(port), ...environment },
    logFile: path.join(repositoryRoot, '.local/bench/logs', `${name}-${process.pid}.log`),
    isReady: async () => (await fetch(url)).status > 0,
  });
  return Object.assign(server, { url });
}
