/** Arguments of `redis-server` for a queue that only this machine can reach and that forgets at most a second in a power cut. */
export function serverArguments(dataFolder: string, port: number): string[] {
  const settings: Record<string, string> = {
    bind: '127.0.0.1',
    port: String(port),
    daemonize: 'no',
    dir: dataFolder,
    // A queue may refuse a new job, but must never drop an old one.
    'maxmemory-policy': 'noeviction',
    maxmemory: '512mb',
    // A waiting job is a hash of a few fields, some of them longer than Redis' own bound for keeping a hash in one piece of memory.
    'hash-max-listpack-value': '1024',
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}
