import { once } from 'node:events';
import net from 'node:net';

import { createFrontendReader } from './frontend-messages.ts';

/** A statement that an app ran, and the transaction it ran in. */
export interface WatchedStatement {
  readonly sql: string;
  readonly parameters: readonly (string | Buffer | null)[];
  /** What began its transaction, with the role and tenant that were set; undefined outside of one. */
  readonly scope: string | undefined;
}

export interface StatementWatch {
  /** Leads to the same database as the URL that is watched. */
  readonly url: string;
  /** Forgets what was seen and returns it. */
  take(): WatchedStatement[];
  stop(): Promise<void>;
}

/** Stands between an app and its Postgres and notes every statement: what an app that runs as a process really asks. */
export async function watchStatements(databaseUrl: string): Promise<StatementWatch> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let seen: WatchedStatement[] = [];
  const server = net.createServer((client) => {
    const upstream = net.connect({ host: hostname, port: Number(port), noDelay: true });
    client.setNoDelay(true);
    client.on(
      'data',
      createStatementReader((statement) => seen.push(statement)),
    );
    client.pipe(upstream).pipe(client);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => sockets.delete(socket));
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = Object.assign(new URL(databaseUrl), { hostname: '127.0.0.1', port: String((server.address() as net.AddressInfo).port) });
  return {
    url: url.toString(),
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The statements of one connection, each with the `begin` before it. */
function createStatementReader(onStatement: (statement: WatchedStatement) => void): (bytes: Buffer) => void {
  const prepared = new Map<string, string>();
  let bound: Pick<WatchedStatement, 'sql' | 'parameters'> | undefined;
  let scope: string | undefined;
  const note = (sql: string, parameters: WatchedStatement['parameters']): void => {
    if (/^(commit|rollback)\b/i.test(sql)) scope = undefined;
    else if (/^begin\b/i.test(sql)) scope = sql;
    else onStatement({ sql, parameters, scope });
  };
  return createFrontendReader((message) => {
    if (message.kind === 'query') note(message.sql, []);
    else if (message.kind === 'parse') prepared.set(message.name, message.sql);
    else if (message.kind === 'bind') bound = { sql: prepared.get(message.name) ?? '', parameters: message.parameters };
    else if (bound) note(bound.sql, bound.parameters);
  });
}
