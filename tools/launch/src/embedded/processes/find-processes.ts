import { readdirSync, readlinkSync } from 'node:fs';
import { readProcessStatus } from './process-identity.ts';

/**
 * Ids of the running processes of this program that work in this folder.
 * Both PostgreSQL and Redis make their data folder their working folder, so this names exactly the servers of one data folder,
 * whatever they call themselves in the process list and whatever a stale pid file claims.
 */
export function findProcesses(programName: string, workingFolder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolderOf(pid) === workingFolder && readProcessStatus(pid)?.programName === programName);
}

function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
