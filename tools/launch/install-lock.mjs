import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './root.mjs';

const lockFolder = path.join(root, '.bootstrap-lock');
const askAgainMs = 300;
/** How long a lock without its holder's id may be: its holder makes the folder first and writes the id right after. */
const namelessMs = 3_000;

/**
 * Runs the action while no other process of this checkout runs theirs, unless another one has done the work meanwhile.
 * The lock of a dead process is taken over.
 */
export async function withInstallLock(isDone, action) {
  let hasWaited = false;
  while (!take()) {
    if (isDone()) return;
    if (!hasWaited) console.error('[launch] another process installs the dependencies; waiting for it …');
    hasWaited = true;
    const holder = readHolder();
    if (isDead(holder)) removeLock(holder);
    else await pause(askAgainMs);
  }
  try {
    if (!isDone()) await action();
  } finally {
    fs.rmSync(lockFolder, { recursive: true, force: true });
  }
}

function take() {
  try {
    fs.mkdirSync(lockFolder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  fs.writeFileSync(path.join(lockFolder, 'pid'), String(process.pid));
  return true;
}

/** The holder's process id as text; empty while it is not written; undefined when there is no lock. */
function readHolder(folder = lockFolder) {
  if (!fs.existsSync(folder)) return undefined;
  try {
    return fs.readFileSync(path.join(folder, 'pid'), 'utf8');
  } catch {
    return '';
  }
}

function isDead(holder) {
  if (holder === undefined) return false;
  if (holder === '') return ageMs() > namelessMs;
  try {
    process.kill(Number(holder), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function ageMs() {
  try {
    return Date.now() - fs.statSync(lockFolder).mtimeMs;
  } catch {
    return 0;
  }
}

/** Of several that find the same dead lock one moves it away; one that moved a newer lock instead puts it back. */
function removeLock(deadHolder) {
  const aside = `${lockFolder}-${process.pid}`;
  try {
    fs.renameSync(lockFolder, aside);
    if (readHolder(aside) !== deadHolder) return fs.renameSync(aside, lockFolder);
  } catch {
    return;
  }
  fs.rmSync(aside, { recursive: true, force: true });
}
