import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { freePort, isPortFree } from '../free-port.ts';
import { reportStep } from '../report-step.ts';
import { waitUntil } from '../wait-until.ts';
import type { ServerProgram } from './server-program.ts';

/** A server that ended, or never answered, instead of starting. The message carries the last lines of its log. */
export class ServerDidNotStart extends Error {
  override name = 'ServerDidNotStart';
}

export interface LaunchedServer {
  port: number;
  pid: number;
  exited: Promise<void>;
}

const mostAttempts = 5;
/** Recovery after a crash replays the log before the server answers. */
const readyWithinMs = 180_000;

/**
 * Starts a server process and returns when it answers. Without a fixed port it moves on to another one
 * when somebody else took the free port first. `onSpawn` hears of the process before it is ready.
 * @throws ServerDidNotStart
 */
export async function launchServer(program: ServerProgram, onSpawn: (pid: number, port: number) => Promise<void>): Promise<LaunchedServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = program.port ?? (await freePort());
    const { child, exited } = await spawnServer(program, port);
    const pid = child.pid;
    if (pid !== undefined) {
      await onSpawn(pid, port);
      if (await becomesReady(program, pid, port, exited)) return { port, pid, exited };
      child.kill('SIGKILL');
      await exited;
    }
    const lostThePort = program.port === undefined && !(await isPortFree(port));
    if (!lostThePort || attempt === mostAttempts) throw await describeFailure(program, port);
  }
}

async function spawnServer(program: ServerProgram, port: number): Promise<{ child: ChildProcess; exited: Promise<void> }> {
  const [file = '', ...args] = await program.command(port);
  const logFile = await fs.open(logFileOf(program), 'w');
  try {
    const child = spawn(file, args, {
      cwd: program.home,
      env: program.environment,
      // The server writes to a file, not to a pipe of ours, so that it can end in order even after we were killed.
      stdio: ['ignore', logFile.fd, logFile.fd],
      // In a session of its own it does not get the terminal's Ctrl-C: its clients must end first.
      detached: true,
    });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
    return { child, exited };
  } finally {
    await logFile.close();
  }
}

async function becomesReady(program: ServerProgram, pid: number, port: number, exited: Promise<void>): Promise<boolean> {
  let hasExited = false;
  void exited.then(() => (hasExited = true));
  let isReady = false;
  await reportStep(program.log, `starting ${program.title} on port ${port}`, () =>
    waitUntil(async () => hasExited || (isReady = await program.isReady(pid, port)), readyWithinMs),
  );
  return isReady && !hasExited;
}

async function describeFailure(program: ServerProgram, port: number): Promise<ServerDidNotStart> {
  const reason = (await isPortFree(port)) ? 'it ended or never answered' : `port ${port} of 127.0.0.1 is taken`;
  const lastLines = (await fs.readFile(logFileOf(program), 'utf8').catch(() => '')).trim().split('\n').slice(-15).join('\n');
  return new ServerDidNotStart(`${program.title} did not start: ${reason}. Its last words (${logFileOf(program)}):\n${lastLines}`);
}

function logFileOf(program: ServerProgram): string {
  return path.join(program.home, 'server.log');
}
