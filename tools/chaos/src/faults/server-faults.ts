import type { OwnServers } from '../stage/start-own-servers.ts';
import type { Fault } from './fault.ts';

const onServers = (name: string, before: string, after: string, act: (servers: OwnServers) => Promise<void>): Fault => ({
  name,
  strike: async (stage) => {
    stage.note(before);
    await act(stage.servers);
    stage.note(after);
  },
});

export const wipeRedis = onServers('wipe Redis', 'Redis is wiped', 'Redis is empty', (servers) => servers.wipeRedis());
export const crashRedis = onServers('crash Redis', 'Redis is killed', 'Redis runs again', (servers) => servers.crashRedis());
export const crashPostgres = onServers('crash Postgres', 'Postgres crashes', 'Postgres runs again', (servers) => servers.crashPostgres());
