import { freePort } from '@sylion/launch/embedded';

import type { BenchPlatform } from './open-platform.ts';
import { startApp, type BenchProcess } from './start-app.ts';

export interface BenchGateway extends BenchProcess {
  readonly webhookUrl: string;
}

export async function startGateway({ environment }: BenchPlatform, own: Readonly<Record<string, string>>): Promise<BenchGateway> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const app = await startApp('gateway', { ...environment, GATEWAY_PORT: String(port), GATEWAY_PUBLIC_URL: url, ...own });
  return Object.assign(app, { webhookUrl: `${url}/webhooks/whatsapp` });
}
