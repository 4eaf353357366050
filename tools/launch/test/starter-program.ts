// Starts the server named by the first argument in the home named by the second, prints its process id, and waits to be killed.
import { startEmbeddedPostgres, startEmbeddedRedis } from '../src/embedded/index.ts';

const [kind, home = ''] = process.argv.slice(2);
const server = kind === 'redis' ? await startEmbeddedRedis({ home }) : await startEmbeddedPostgres({ home, durability: 'fast' });
console.log(server.pid);
setInterval(() => undefined, 60_000);
