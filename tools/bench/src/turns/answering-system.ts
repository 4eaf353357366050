import type { GraphSink } from '../load/graph-sink.ts';
import { openPeers } from '../peers/open-peers.ts';
import type { BenchPlatform } from '../platform/open-platform.ts';
import { startApp, type BenchProcess } from '../platform/start-app.ts';
import { startGateway } from '../platform/start-gateway.ts';
import { startVertex } from '../platform/start-vertex.ts';

/** What answers questions from webhook to Graph POST. */
export interface AnsweringSystem {
  readonly name: string;
  readonly isOurs: boolean;
  readonly url: string;
  readonly pids: Readonly<Record<string, number>>;
  /** Between runs. */
  tidy(): Promise<void>;
  stop(): Promise<void>;
}

export const ourName = (processors: number): string => `SylionAI, ${processors} processor${processors === 1 ? '' : 's'}`;

/** Our gateway with so many processors, and a model that takes no time. */
export async function openOurs(platform: BenchPlatform, sink: GraphSink, processors: number): Promise<AnsweringSystem> {
  const vertex = await startVertex();
  const environment = { ...platform.environment, VERTEX_API_ENDPOINT: vertex.endpoint };
  const gateway = await startGateway(platform, { WHATSAPP_GRAPH_URL: sink.url });
  const workers: BenchProcess[] = await Promise.all(
    Array.from({ length: processors }, (_, place) => startApp('processor-worker', environment, place)),
  );
  const named = workers.map(({ pid }, place) => [processors === 1 ? 'processor' : `processor ${place + 1}`, pid] as const);
  return {
    name: ourName(processors),
    isOurs: true,
    url: gateway.webhookUrl,
    pids: { gateway: gateway.pid, ...Object.fromEntries(named), ...platform.pids },
    tidy: () => vertex.forgetCalls(),
    stop: async () => {
      await Promise.all([...workers, gateway].map((app) => app.stop()));
      await vertex.stop();
    },
  };
}

/** The peers as echo bots: what they answer takes no time either. */
export async function openAnsweringPeers(platform: BenchPlatform, sink: GraphSink): Promise<AnsweringSystem[]> {
  const peers = await openPeers(platform, sink.url);
  return peers.map((peer) => ({ ...peer, isOurs: false, tidy: async () => undefined }));
}
