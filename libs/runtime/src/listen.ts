import { once } from 'node:events';
import type http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListeningServer {
  readonly port: number;
  /** Takes no new connection, lets requests under way finish, then resolves. */
  close(): Promise<void>;
}

/** How often connections are looked at whose last request ended after the server closed: nothing else would end them before their time-out. */
const idleCheckMs = 50;

/** Listens on all interfaces (`port` 0 picks a free one). Rejects when the port is taken. */
export async function listen(server: http.Server, port: number, host?: string): Promise<ListeningServer> {
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      const sweep = setInterval(() => server.closeIdleConnections(), idleCheckMs);
      await closed;
      clearInterval(sweep);
    },
  };
}
