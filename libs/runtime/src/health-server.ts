import http from 'node:http';

import express from 'express';

import { askChecks, type Checks } from './ask-checks.ts';
import type { Metrics } from './metrics.ts';
import { listen, type ListeningServer } from './listen.ts';

export interface HealthOptions {
  readonly port: number;
  readonly metrics: Metrics;
  readonly checks: Checks;
  /** False once the process began to stop: it then is alive but no longer ready. */
  readonly isAccepting: () => boolean;
}

/** Serves `/healthz` (the process lives), `/readyz` (everything it needs answers) and `/metrics` (Prometheus text). */
export async function startHealthServer({ port, metrics, checks, isAccepting }: HealthOptions): Promise<ListeningServer> {
  const app = express().disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const answers = await askChecks(checks);
    const isReady = isAccepting() && Object.values(answers).every((answer) => answer === 'ok');
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'not_ready', checks: answers });
  });
  app.get('/metrics', async (_request, response) => void response.type(metrics.registry.contentType).send(await metrics.read()));
  return listen(http.createServer(app), port);
}
