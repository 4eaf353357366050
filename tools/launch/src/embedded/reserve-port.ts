import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Between a port's choice and its server's first listening lie a stack's other servers: seconds, on a busy machine many. */
const reservedForMs = 120_000;

/** One empty file for each port, of one user. Whoever started long ago listens by now, or never will. */
const defaultFolder = path.join(os.tmpdir(), `sylion-ports-${process.getuid?.() ?? ''}`);

/**
 * Whether the port is the caller's for the next two minutes, among all processes of this user that ask. Of thirty ports that are drawn from twelve
 * thousand two are often the same. Where no file can be written, nothing is reserved and everybody is told yes.
 */
export function reservePort(port: number, folder = defaultFolder): boolean {
  const file = path.join(folder, String(port));
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const reservedAt = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (reservedAt !== undefined && Date.now() - reservedAt < reservedForMs) return false;
    fs.rmSync(file, { force: true });
    fs.closeSync(fs.openSync(file, 'wx'));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EEXIST';
  }
}
