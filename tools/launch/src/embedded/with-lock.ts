import { createHash } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const askAgainMs = 50;

/**
 * Runs the action while nobody else on this machine runs theirs under the same name, in this process or another one.
 * The name is an absolute path. Not re-entrant.
 *
 * The lock is a listening socket in Linux's abstract namespace, not a file: the kernel gives it to one process at a time
 * and takes it back the moment that process dies, so that there is no stale lock to recognise and to fight over.
 */
export async function withLock<Result>(name: string, action: () => Promise<Result>): Promise<Result> {
  const address = `\0sylion-${createHash('sha256').update(path.resolve(name)).digest('hex')}`;
  const lock = await acquire(address);
  try {
    return await action();
  } finally {
    await new Promise((resolve) => lock.close(resolve));
  }
}

async function acquire(address: string): Promise<net.Server> {
  for (;;) {
    const lock = await listen(address);
    if (lock !== undefined) return lock;
    await pause(askAgainMs);
  }
}

function listen(address: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((visitor) => visitor.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}
