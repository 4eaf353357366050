import http from 'node:http';

import express from 'express';

import type { Metrics } from './metrics.ts';
import { listen, type ListeningServer } from './listen.ts';

export interface HealthOptions {
  readonly port: number;
  readonly metrics: Metrics;
  /** Named checks of what the process needs; each throws when it is away. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>;
  /** False once the process began to stop: it then is alive but no longer ready. */
  readonly isAccepting: () => boolean;
}

/** Serves `/healthz` (the process lives), `/readyz` (everything it needs answers) and `/metrics` (Prometheus text). */
export async function startHealthServer({ port, metrics, checks, isAccepting }: HealthOptions): Promise<ListeningServer> {
  const app = express().disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await withinOneSecond(check)] as const));
    const isReady = isAccepting() && results.every(([, answer]) => answer === 'ok');
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not_ready', checks: Object.fromEntries(results) });
  });
  app.get(
    '/metrics',
    async (_request, response) => void response.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  return listen(http.createServer(app), port);
}

async function withinOneSecond(check: () => Promise<unknown>): Promise<'ok' | 'away'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'away'>((resolve) => {
    timer = setTimeout(resolve, 1_000, 'away');
  });
  try {
    return await Promise.race([check().then(() => 'ok' as const), tooLate]);
  } catch {
    return 'away';
  } finally {
    clearTimeout(timer);
  }
}
