import { randomInt } from 'node:crypto';
import net from 'node:net';

import { reservePort } from './reserve-port.ts';

/** Below the ports that the operating system gives to outgoing connections, of which a busy machine opens hundreds a second. */
const quietPorts = { first: 20_000, last: 32_000 } as const;
const tries = 20;

/**
 * A TCP port that nobody listens on now, on any address of this machine, and that nobody else is given here meanwhile.
 * A stranger may still take it before its user does, so whoever starts a server on it should be ready to ask again.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const port = await listenOnce(randomInt(quietPorts.first, quietPorts.last));
    if (port !== undefined && reservePort(port)) return port;
  }
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('The operating system gave no free port.');
  return port;
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port, '127.0.0.1')) !== undefined;
}

function listenOnce(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host }, () => {
      const address = server.address() as net.AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}
