import { once } from 'node:events';
import net from 'node:net';

/** `up`: from an app to a server; `down`: back. */
export type Direction = 'up' | 'down';

/** A piece of what passes, with the end of the piece before it, so that words cut in two by the network are seen. One character a byte. */
export interface Piece {
  readonly text: string;
  /** Where in the text the new characters begin. */
  readonly freshAt: number;
  readonly direction: Direction;
  /** The same for all pieces of one connection. */
  readonly connection: object;
}

/** Looks at a piece before it is passed on; false holds it back for good. */
export type Watcher = (piece: Piece) => boolean;

/** Stands between one process and one server: what it lets through, what it holds up, and who looks on. */
export interface Door {
  readonly port: number;
  watch(watcher: Watcher): void;
  unwatch(watcher: Watcher): void;
  /** Nothing passes and nothing is lost, as when a network stands still. */
  stall(): void;
  /** Ends a stall. */
  resume(): void;
  /** Breaks every connection. */
  cut(): void;
  close(): Promise<void>;
}

const overlapCharacters = 256;

interface Connection {
  readonly client: net.Socket;
  readonly server: net.Socket;
}

export async function openDoor(target: { readonly host: string; readonly port: number }): Promise<Door> {
  const connections = new Set<Connection>();
  const watchers = new Set<Watcher>();
  let isStalled = false;

  const lead = (connection: Connection, direction: Direction): void => {
    const [from, to] = direction === 'up' ? [connection.client, connection.server] : [connection.server, connection.client];
    let overlap = '';
    from.on('error', () => undefined);
    from.on('data', (bytes) => {
      if (watchers.size > 0) {
        const piece = { text: overlap + bytes.toString('latin1'), freshAt: overlap.length, direction, connection };
        overlap = piece.text.slice(-overlapCharacters);
        if (![...watchers].every((watcher) => watcher(piece))) return;
      }
      if (!to.write(bytes)) from.pause();
    });
    to.on('drain', () => isStalled || from.resume());
    from.on('close', () => {
      connections.delete(connection);
      to.destroy();
    });
  };
  const server = net.createServer((client) => {
    const connection = { client, server: net.connect(target.port, target.host) };
    connections.add(connection);
    for (const direction of ['up', 'down'] as const) lead(connection, direction);
    client.setNoDelay();
    connection.server.setNoDelay();
    if (isStalled) hold(connection);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hold = ({ client, server: far }: Connection): void => {
    client.pause();
    far.pause();
  };
  const cut = (): void => connections.forEach(({ client, server: far }) => [client, far].forEach((socket) => socket.destroy()));
  return {
    port: (server.address() as net.AddressInfo).port,
    watch: (watcher) => void watchers.add(watcher),
    unwatch: (watcher) => void watchers.delete(watcher),
    stall: () => {
      isStalled = true;
      connections.forEach(hold);
    },
    resume: () => {
      isStalled = false;
      connections.forEach(({ client, server: far }) => [client, far].forEach((socket) => socket.resume()));
    },
    cut,
    close: async () => {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
