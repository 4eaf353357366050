import http from 'node:http';

import { eventually } from '@sylion/acceptance';
import { freePort } from '@sylion/launch/embedded';

/** One process that requests can be handed to. */
export interface Target {
  readonly port: number;
  readonly metricsPort: number;
}

export interface Balancer {
  readonly port: number;
  /** Hands requests to the target too, from when it was seen ready. @returns once it was */
  admit(target: Target): Promise<void>;
  /** Hands it nothing any more. */
  dismiss(target: Target): void;
  /** Requests that nobody answered, or with a 5xx: each would have been seen by a provider or an admin. */
  readonly refusals: readonly string[];
  close(): void;
}

/** As seldom as the probes of a patient load balancer: what happens between two looks is what draining has to bridge. */
const lookEveryMs = 500;
/** One late answer of a busy machine takes nobody out of service: in HAProxy it is three, in a target group of AWS two. */
const missesUntilOut = 2;

/**
 * A load balancer that does what every one does and no more: it looks at `/readyz` of its targets now and then, hands each request to
 * the next one that was ready, keeps connections open, and repeats nothing.
 */
export async function startBalancer(): Promise<Balancer> {
  const misses = new Map<Target, number>();
  const ready = new Set<Target>();
  const refusals: string[] = [];
  const agent = new http.Agent({ keepAlive: true });
  let turn = 0;

  const look = async (target: Target): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${target.metricsPort}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(
      () => undefined,
    );
    const missed = misses.get(target);
    if (missed === undefined) return; // dismissed meanwhile
    misses.set(target, answer?.ok ? 0 : missed + 1);
    if (answer?.ok) ready.add(target);
    else if (missed + 1 >= missesUntilOut) ready.delete(target);
  };
  const timer = setInterval(() => [...misses.keys()].forEach((target) => void look(target)), lookEveryMs);

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
    admit: async (target) => {
      misses.set(target, 0);
      await eventually('the balancer sees a process ready', async () => {
        await look(target);
        return ready.has(target) || undefined;
      });
    },
    dismiss: (target) => {
      misses.delete(target);
      ready.delete(target);
    },
    refusals,
    close: () => {
      clearInterval(timer);
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
