import type { RequestHandler } from 'express';
import type { World } from '../world.ts';

const heartbeatMs = 15_000;

/** `GET /_events`: Server-Sent Events `entry`, `status`, `numbers` and `reset`, from now on. */
export function streamEvents(world: World): RequestHandler {
  return (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': welcome\n\n');
    const unsubscribe = world.log.subscribe(({ event, data }) => {
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    });
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
    request.once('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
    });
  };
}
