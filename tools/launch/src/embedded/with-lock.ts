import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isSameProcess, processIdentity } from './processes/process-identity.ts';

const askAgainMs = 50;

/**
 * Runs the action while no other holder of the same lock file runs theirs, in this process or another one.
 * A lock whose holder died is taken over. Not re-entrant.
 */
export async function withLock<Result>(lockFile: string, action: () => Promise<Result>): Promise<Result> {
  await acquire(lockFile);
  try {
    return await action();
  } finally {
    await fs.rm(lockFile, { force: true });
  }
}

async function acquire(lockFile: string): Promise<void> {
  await fs.mkdir(path.dirname(lockFile), { recursive: true });
  const ticket = `${lockFile}.${randomUUID()}`;
  // Linking a finished file is atomic, so nobody ever sees a lock without its holder's name in it.
  await fs.writeFile(ticket, processIdentity());
  try {
    while (!(await link(ticket, lockFile))) {
      const holder = await readIfPresent(lockFile);
      if (holder !== undefined && !isSameProcess(holder)) await removeDeadLock(lockFile, holder);
      else await pause(askAgainMs);
    }
  } finally {
    await fs.rm(ticket, { force: true });
  }
}

async function removeDeadLock(lockFile: string, deadHolder: string): Promise<void> {
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    await fs.rename(lockFile, aside);
  } catch {
    return;
  }
  // Another waiter may have replaced the dead lock by its own between our look and our rename: then give it back.
  if ((await readIfPresent(aside)) !== deadHolder) await link(aside, lockFile);
  await fs.rm(aside, { force: true });
}

async function link(from: string, to: string): Promise<boolean> {
  try {
    await fs.link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readIfPresent(file: string): Promise<string | undefined> {
  return fs.readFile(file, 'utf8').catch(() => undefined);
}
