import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from '../with-lock.ts';
import { findProcesses } from './find-processes.ts';
import { launchServer } from './launch-server.ts';
import { isSameProcess, processIdentity } from './process-identity.ts';
import type { RunningServer, ServerProgram } from './server-program.ts';
import { readServerRecord, removeServerRecord, writeServerRecord } from './server-record.ts';
import { stopProcesses } from './stop-processes.ts';

const lookAgainMs = 500;

/**
 * The server of a home: the one that another living process (or an earlier call) started there, or else a new one.
 * One that outlived its owner is stopped first, because nobody would notice its end or apply today's settings to it.
 */
export function startServer(program: ServerProgram): Promise<RunningServer> {
  return withLock(path.join(program.home, 'start.lock'), async () => (await findShared(program)) ?? (await startOwn(program)));
}

async function findShared(program: ServerProgram): Promise<RunningServer | undefined> {
  const record = await readServerRecord(program.home);
  if (record === undefined || !isSameProcess(record.owner)) return undefined;
  const isRunning = () => findProcesses(program.programName, program.dataFolder).includes(record.pid);
  if (!isRunning()) return undefined;
  program.log(`${program.title} already runs on port ${record.port}`);
  return { port: record.port, pid: record.pid, exited: untilGone(isRunning), stop: () => Promise.resolve() };
}

async function startOwn(program: ServerProgram): Promise<RunningServer> {
  await stopProcesses(program.programName, program.dataFolder, program.stopSignal);
  await fs.mkdir(program.home, { recursive: true });
  await program.prepare?.();

  const recordServer = (pid: number, port: number) => writeServerRecord(program.home, { pid, port, owner: processIdentity() });
  const server = await launchServer(program, recordServer);
  return {
    ...server,
    async stop() {
      if (await isOver(server.exited)) return;
      await stopProcesses(program.programName, program.dataFolder, program.stopSignal);
      await server.exited;
      await removeServerRecord(program.home);
    },
  };
}

async function untilGone(isRunning: () => boolean): Promise<void> {
  while (isRunning()) await pause(lookAgainMs, undefined, { ref: false });
}

function isOver(promise: Promise<void>): Promise<boolean> {
  return Promise.race([promise.then(() => true), Promise.resolve(false)]);
}
