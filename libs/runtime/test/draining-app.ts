import { z } from 'zod';

import { createServer, loadConfig, processFields, runProcess, serve, serverFields, startApp } from '../src/index.ts';

/** A small app as the large ones are made: a server whose requests last as long as they say, and a worker with one job that lasts. */
const schema = z.object({ ...processFields, ...serverFields, JOB_MS: z.coerce.number() });

const start = (config: z.infer<typeof schema>) =>
  startApp('draining-app', config, async ({ shutdown }) => {
    const job = new Promise((resolve) => setTimeout(resolve, config.JOB_MS));
    shutdown.add('ground', async () => void process.stdout.write('the ground falls\n'));
    shutdown.addWorker('worker', async () => {
      process.stdout.write('the worker takes no more\n');
      await job;
      process.stdout.write('the job is done\n');
    });
    const answer = createServer(
      (request, response) => {
        request.resume().once('end', () => response.end('answered'));
      },
      { requestTimeoutMs: 20_000 },
    );
    const { port } = await serve('server', answer, 0, shutdown);
    return { port, checks: {}, pool: () => ({ inUse: 0, idle: 0, waiting: 0, limit: 0, refusedStatements: 0 }) };
  }).then((app) => {
    process.stdout.write(`${JSON.stringify({ port: app.port, metricsPort: app.metricsPort })}\n`);
    return app;
  });

await runProcess(() => loadConfig(schema, JSON.parse(process.argv[2] ?? '{}') as Record<string, string>), start);
