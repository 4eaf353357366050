import http from 'node:http';

import { freePort } from '@sylion/launch/embedded';

/** One process that requests can be handed to. */
export interface Target {
  readonly port: number;
  readonly metricsPort: number;
}

export interface Balancer {
  readonly port: number;
  readonly targets: Set<Target>;
  /** Requests that nobody answered, or with a 5xx: each would have been seen by a provider or an admin. */
  readonly refusals: readonly string[];
  close(): void;
}

/** As seldom as the probes of a patient load balancer: what happens between two looks is what draining has to bridge. */
const lookEveryMs = 500;

/**
 * A load balancer that does what every one does and no more: it looks at `/readyz` of its targets now and then, hands each request to
 * the next one that was ready, keeps connections open, and repeats nothing.
 */
export async function startBalancer(): Promise<Balancer> {
  const targets = new Set<Target>();
  const ready = new Set<Target>();
  const refusals: string[] = [];
  const agent = new http.Agent({ keepAlive: true });
  let turn = 0;

  const look = async (target: Target): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${target.metricsPort}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(
      () => undefined,
    );
    if (answer?.ok && targets.has(target)) ready.add(target);
    else ready.delete(target);
  };
  const timer = setInterval(() => [...new Set([...targets, ...ready])].forEach((target) => void look(target)), lookEveryMs);

  const server = http.createServer((request, response) => {
    const [target] = [...ready].slice((turn = (turn + 1) % Math.max(ready.size, 1)));
    const refuse = (why: string): void => {
      refusals.push(`${request.method} ${request.url}: ${why}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    };
    if (!target) return refuse('nobody is ready');
    const { method, url: path, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port: target.port, method, path, headers, agent }, (answer) => {
      const status = answer.statusCode ?? 502;
      if (status >= 500) refusals.push(`${method} ${path}: ${status}`);
      const passedOn = { ...answer.headers };
      delete passedOn.connection; // it is about this hop alone
      response.writeHead(status, passedOn);
      answer.on('error', () => response.destroy()).pipe(response);
    });
    onward.on('error', (error) => refuse(error.message));
    request.pipe(onward);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    targets,
    refusals,
    close: () => {
      clearInterval(timer);
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
