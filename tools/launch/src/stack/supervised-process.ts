import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

import { endWithParent } from '../embedded/processes/end-with-parent.ts';
import type { Program } from './program.ts';

export interface ProcessPlan {
  readonly name: string;
  readonly program: Program;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Resolves when the process serves; called again after every restart. */
  readonly isReady: () => Promise<boolean>;
  readonly onRestart?: (pid: number, reason: string) => void;
}

export interface SupervisedProcess {
  readonly name: string;
  readonly pid: number;
  /** Of a process that was stopped or ended: its exit code, or the signal that ended it. */
  readonly ending: number | NodeJS.Signals | undefined;
  /** Ends the process in order and for good. */
  stop(): Promise<void>;
}

/** A process that ended instead of serving; the message carries its last words. */
export class ProcessDidNotStart extends Error {
  override name = 'ProcessDidNotStart';
}

const readyWithinMs = 60_000;
const stopWithinMs = 25_000;
const longestRestartDelayMs = 5_000;
/** A process that ran this long was well: what ends it then is no sign that the next one would end as well. */
const wellAfterMs = 10_000;

/** Runs one process of the stack, waits until it serves, and starts it again whenever it dies by itself. */
export async function superviseProcess(plan: ProcessPlan): Promise<SupervisedProcess> {
  fs.mkdirSync(path.dirname(plan.logFile), { recursive: true });
  let child = await start(plan, 'w');
  let isStopping = false;
  let restarts = 0;
  await becomesReady(plan, child);
  const watch = (watched: ChildProcess): void => {
    const startedAt = Date.now();
    watched.once('exit', (code, signal) => {
      if (isStopping) return;
      restarts = Date.now() - startedAt > wellAfterMs ? 1 : restarts + 1;
      const delayMs = Math.min(100 * 2 ** Math.min(restarts, 10), longestRestartDelayMs);
      setTimeout(() => void restart(`ended with ${signal ?? code}`), delayMs);
    });
  };
  const restart = async (reason: string): Promise<void> => {
    if (isStopping) return;
    child = await start(plan, 'a');
    watch(child);
    plan.onRestart?.(child.pid ?? 0, reason);
  };
  watch(child);
  return {
    name: plan.name,
    get pid() {
      return child.pid ?? 0;
    },
    get ending() {
      return child.exitCode ?? child.signalCode ?? undefined;
    },
    stop: async () => {
      isStopping = true;
      await end(child);
    },
  };
}

async function start(plan: ProcessPlan, flags: 'w' | 'a'): Promise<ChildProcess> {
  const [file = '', ...words] = [...(await endWithParent('SIGTERM')), ...plan.program.words];
  const log = fs.openSync(plan.logFile, flags);
  try {
    // No load balancer stands before these: nobody needs them for a moment longer.
    const environment = { DRAIN_LAG_MS: '0', ...plan.environment };
    return spawn(file, words, { cwd: plan.program.workingFolder, env: environment, stdio: ['ignore', log, log], detached: true });
  } finally {
    fs.closeSync(log);
  }
}

async function becomesReady(plan: ProcessPlan, child: ChildProcess): Promise<void> {
  const until = Date.now() + readyWithinMs;
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    if (await plan.isReady().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await end(child);
  const words = fs.readFileSync(plan.logFile, 'utf8').trim().split('\n').slice(-20).join('\n');
  throw new ProcessDidNotStart(`${plan.name} did not start. Its last words (${plan.logFile}):\n${words}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await exited;
  clearTimeout(timer);
}
