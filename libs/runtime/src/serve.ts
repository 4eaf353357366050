import type http from 'node:http';

import { listen, type ListeningServer } from './listen.ts';
import type { Shutdown } from './shutdown.ts';

/**
 * Listens until the process stops. While it drains, every answer asks its connection to be closed: whoever keeps connections open, as
 * load balancers do, has none left on which the next request would meet a closed door.
 */
export async function serve(name: string, server: http.Server, port: number, shutdown: Shutdown): Promise<ListeningServer> {
  server.prependListener('request', (_request, response: http.ServerResponse) => {
    if (shutdown.hasBegun) response.setHeader('connection', 'close');
  });
  const listening = await listen(server, port);
  shutdown.addServer(name, listening.close);
  return listening;
}
