import { startGateway } from '../platform/start-gateway.ts';
import { startServer } from '../platform/start-server.ts';
import type { BenchPlatform } from '../platform/open-platform.ts';
import type { RungName } from './ladder/rungs.ts';

/** What receives the webhooks. */
export interface GatewaySystem {
  readonly name: string;
  readonly kind: 'ours' | 'rung' | 'peer';
  readonly url: string;
  /** Whose work its acknowledgements cost. */
  readonly pids: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export const gatewayNames = {
  ours: 'SylionAI',
  bare: 'node:http, 200 and nothing else',
  checked: 'node:http, signature and schema',
  queued: 'node:http, the same + BullMQ',
  express: 'Express, the same + BullMQ',
} as const;

/** Our gateway as it is deployed for webhooks alone. */
export async function openOurGateway(platform: BenchPlatform): Promise<GatewaySystem> {
  const gateway = await startGateway(platform, { GATEWAY_ROLES: 'inbound' });
  const pids = { gateway: gateway.pid, ...platform.pids };
  return { name: gatewayNames.ours, kind: 'ours', url: gateway.webhookUrl, pids, stop: () => gateway.stop() };
}

export async function openRung({ appSecret, redisUrl, pids }: BenchPlatform, rung: RungName): Promise<GatewaySystem> {
  const server = await startServer(`rung-${rung}`, 'gateway/ladder/main.ts', { RUNG: rung, APP_SECRET: appSecret, REDIS_URL: redisUrl });
  return {
    name: gatewayNames[rung],
    kind: 'rung',
    url: `${server.url}/webhooks/whatsapp`,
    pids: { gateway: server.pid, redis: pids.redis },
    stop: () => server.stop(),
  };
}
