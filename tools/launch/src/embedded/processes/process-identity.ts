import { readFileSync } from 'node:fs';

/**
 * Names a process for as long as the machine runs: its id, and when it started, because ids are used again.
 * Empty for a process that is not there (or that is a zombie: it holds nothing any more).
 */
export function processIdentity(pid: number = process.pid): string {
  const status = readProcessStatus(pid);
  return status === undefined ? '' : `${pid} ${status.startTicks}`;
}

/** Whether the process that once had this identity still runs. */
export function isSameProcess(identity: string): boolean {
  const pid = Number(identity.split(' ')[0]);
  return identity !== '' && processIdentity(pid) === identity;
}

export interface ProcessStatus {
  programName: string;
  parentPid: number;
  startTicks: string;
}

/** What proc_pid_stat(5) says about a process; undefined when it is gone or a zombie. */
export function readProcessStatus(pid: number): ProcessStatus | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The program's name stands in parentheses and may itself contain spaces and parentheses.
  const nameEnd = line.lastIndexOf(')');
  const [state, parentPid, ...rest] = line.slice(nameEnd + 2).split(' ');
  if (state === 'Z' || state === 'X') return undefined;
  return { programName: line.slice(line.indexOf('(') + 1, nameEnd), parentPid: Number(parentPid), startTicks: rest[17] ?? '' };
}
