import type { BenchPlatform } from '../platform/open-platform.ts';
import { startServer } from '../platform/start-server.ts';

/** A bot of somebody else's making that answers what it is told. */
export interface Peer {
  readonly name: string;
  readonly url: string;
  readonly pids: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export const peerNames = { vercel: 'Vercel Chat SDK', whatsappApi: 'whatsapp-api-js' } as const;

/** Each of them as a process of its own that sends to `graphUrl`. */
export async function openPeers({ appSecret, channels, redisUrl, pids }: BenchPlatform, graphUrl: string): Promise<Peer[]> {
  const environment = {
    APP_SECRET: appSecret,
    GRAPH_URL: graphUrl,
    REDIS_URL: redisUrl,
    PHONE_NUMBER_ID: channels[0]?.phoneNumberId ?? '',
  };
  const vercel = await startServer('vercel-chat', 'peers/serve-vercel-chat.ts', environment);
  const whatsappApi = await startServer('whatsapp-api-js', 'peers/serve-whatsapp-api-js.ts', environment);
  const peer = (name: string, server: typeof vercel, own: Readonly<Record<string, number>>): Peer => ({
    name,
    url: `${server.url}/webhooks/whatsapp`,
    pids: { gateway: server.pid, ...own },
    stop: () => server.stop(),
  });
  return [peer(peerNames.vercel, vercel, { redis: pids.redis }), peer(peerNames.whatsappApi, whatsappApi, {})];
}
