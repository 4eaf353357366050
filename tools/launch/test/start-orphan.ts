import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('starter-program.ts', import.meta.url));

/**
 * Leaves a running server behind whose starter was killed, on a machine whose setpriv cannot tie the one to the other.
 * The folder takes the broken setpriv.
 */
export async function startOrphan(kind: 'postgres' | 'redis', home: string, folder: string): Promise<{ serverPid: number }> {
  const brokenPrograms = path.join(folder, 'broken-programs');
  fs.mkdirSync(brokenPrograms, { recursive: true });
  fs.writeFileSync(path.join(brokenPrograms, 'setpriv'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });

  const environment = { ...process.env, PATH: `${brokenPrograms}:${process.env.PATH}` };
  const starter = spawn(process.execPath, [program, kind, home], { stdio: ['ignore', 'pipe', 'inherit'], env: environment });
  const [printed] = (await once(starter.stdout, 'data')) as [Buffer];
  starter.kill('SIGKILL');
  await once(starter, 'exit');

  const serverPid = Number(printed.toString());
  expect(isRunning(serverPid)).toBe(true);
  return { serverPid };
}

function isRunning(pid: number): boolean {
  return process.kill(pid, 0);
}
