import fs from 'node:fs';
import path from 'node:path';

import type { DemoTenant } from './demo/seed-demo.ts';
import type { Stack } from './stack/start-stack.ts';

/** Keeps `.local/dev.json` (DESIGN §10): where everything is while the stack runs. */
export function writeDevFile(home: string, stack: Stack, tenants: readonly DemoTenant[]): void {
  const content = {
    gateway: { url: stack.gatewayUrl, appSecret: stack.secrets.appSecret, verifyToken: stack.secrets.verifyToken },
    adminApi: { url: stack.adminApiUrl, platformKey: stack.secrets.platformKey },
    tenants,
    ...(stack.emulators
      ? {
          whatsappEmulator: { url: stack.emulators.whatsappUrl },
          vertexEmulator: { url: stack.emulators.vertexControlUrl },
          gcsEmulator: { url: stack.emulators.gcsUrl },
        }
      : {}),
    postgres: { ownerUrl: stack.servers.ownerUrl, appUrl: stack.servers.appUrl },
    redis: { url: stack.servers.redisUrl },
    pids: { launcher: process.pid, ...stack.pids() },
  };
  const file = devFileOf(home);
  fs.writeFileSync(`${file}.new`, JSON.stringify(content, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}

export const removeDevFile = (home: string): void => fs.rmSync(devFileOf(home), { force: true });

/** The launcher that keeps this checkout's stack running now, if any. */
export function runningLauncher(home: string): number | undefined {
  try {
    const { pids } = JSON.parse(fs.readFileSync(devFileOf(home), 'utf8')) as { pids: { launcher: number } };
    process.kill(pids.launcher, 0);
    return fs.readFileSync(`/proc/${pids.launcher}/cmdline`, 'utf8').includes('start.ts') ? pids.launcher : undefined;
  } catch {
    return undefined;
  }
}

const devFileOf = (home: string): string => path.join(home, 'dev.json');
