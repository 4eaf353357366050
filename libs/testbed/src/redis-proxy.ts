import { once } from 'node:events';
import net from 'node:net';

/** A door before Redis that can be shut, blocked and opened again: what an outage looks like to a client. */
export interface RedisProxy {
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  shut(): void;
  /** Keeps every connection and lets nothing through, as a partition does. */
  block(): void;
  open(): void;
  stop(): Promise<void>;
}

export async function startRedisProxy(redisUrl: string): Promise<RedisProxy> {
  const target = new URL(redisUrl);
  const sockets = new Set<net.Socket>();
  let state: 'open' | 'shut' | 'blocked' = 'open';
  const server = net.createServer((client) => {
    if (state === 'shut') return void client.destroy();
    const upstream = net.connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('data', (bytes) => void (state === 'open' && to.write(bytes)));
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  const breakAll = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: Object.assign(new URL(redisUrl), { port: String(port) }).toString(),
    shut: () => {
      state = 'shut';
      breakAll();
    },
    block: () => {
      state = 'blocked';
    },
    open: () => {
      breakAll();
      state = 'open';
    },
    stop: async () => {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
