import { once } from 'node:events';
import net from 'node:net';

/** Wipes Redis, as a lost disk would (RESP inline command). */
export async function wipeRedis(redisUrl: string): Promise<void> {
  const { hostname, port } = new URL(redisUrl);
  const socket = net.connect(Number(port), hostname);
  socket.write('FLUSHALL\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  if (!answer.toString().startsWith('+OK')) throw new Error(`Redis answered ${answer.toString()}`);
}
