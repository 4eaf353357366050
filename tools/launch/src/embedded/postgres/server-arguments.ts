/**
 * `safe` keeps everything committed through a kill and a power cut. `fast` may forget the last moment even when only the server
 * is killed, and may be ruined by a power cut: it is for data that a test throws away.
 */
export type Durability = 'safe' | 'fast';

/** Arguments of `postgres` for a server that only this machine can reach. They overrule the data folder's own settings. */
export function serverArguments(
  dataFolder: string,
  port: number,
  durability: Durability,
  ownSettings: Readonly<Record<string, string>> = {},
): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // After a crash: one sync of the whole file system instead of one per file, which takes minutes on a busy disk.
    recovery_init_sync_method: 'syncfs',
    ...(durability === 'fast' ? fastSettings : safeSettings),
    ...ownSettings,
  };
  return ['-D', dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A new database is planned for as if it were empty until autovacuum looks. */
const safeSettings = { autovacuum_naptime: '10s' };

/** The environment of PostgreSQL's programs: nothing of ours may change what they do. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
