import { freePort } from '@sylion/launch/embedded';

import { startServer, type BenchHttpServer } from './start-server.ts';

export interface BenchVertex extends BenchHttpServer {
  /** `host:port` of its gRPC server. */
  readonly endpoint: string;
  /** It keeps what it was asked; forgetting it keeps its memory out of the measurement. */
  forgetCalls(): Promise<void>;
}

/** The model as a process of its own. */
export async function startVertex(): Promise<BenchVertex> {
  const port = await freePort();
  const server = await startServer('vertex', 'platform/serve-vertex.ts', { VERTEX_PORT: String(port) });
  return Object.assign(server, {
    endpoint: `127.0.0.1:${port}`,
    forgetCalls: async () => void (await fetch(`${server.url}/_log`, { method: 'DELETE' })),
  });
}
