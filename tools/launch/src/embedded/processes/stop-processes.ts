import { waitUntil } from '../wait-until.ts';
import { findProcesses } from './find-processes.ts';
import { readProcessStatus } from './process-identity.ts';

const graceMs = 30_000;
const afterKillMs = 10_000;

/**
 * Ends every process of this program that works in this folder: first politely, by asking those that no other of them started,
 * then, after 30 seconds, by force. Returns when none is left.
 */
export async function stopProcesses(programName: string, workingFolder: string, politeSignal: NodeJS.Signals): Promise<void> {
  const running = findProcesses(programName, workingFolder);
  if (running.length === 0) return;

  const areGone = () => findProcesses(programName, workingFolder).length === 0;
  for (const pid of running.filter((each) => !running.includes(readProcessStatus(each)?.parentPid ?? 0))) signal(pid, politeSignal);
  if (await waitUntil(areGone, graceMs)) return;

  for (const pid of findProcesses(programName, workingFolder)) signal(pid, 'SIGKILL');
  if (!(await waitUntil(areGone, afterKillMs))) throw new Error(`${programName} in ${workingFolder} does not end, even when killed.`);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
