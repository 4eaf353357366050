import fs from 'node:fs';

/** Linux counts a process's time in ticks of this many milliseconds. */
const tickMs = 10;

/** CPU time that a process, its children and their ended children have used, ms. */
export function cpuMs(pid: number): number {
  const fields = (read(`/proc/${pid}/stat`).split(') ')[1] ?? '').split(' ');
  const own = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * tickMs;
  return childrenOf(pid).reduce((sum, child) => sum + cpuMs(child), own);
}

/** The most memory that a process ever held, bytes. */
export const peakMemoryBytes = (pid: number): number => statusBytes(pid, 'VmHWM');

/** The memory that a process holds, bytes. */
export const memoryBytes = (pid: number): number => statusBytes(pid, 'VmRSS');

/** Files, sockets and timers that a process has open. */
export const handlesOf = (pid: number): number => fs.readdirSync(`/proc/${pid}/fd`).length;

export const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]);

const statusBytes = (pid: number, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1_024;

const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((child) => child.trim() !== '')
    .map(Number);

/** Empty when the process has ended meanwhile. */
function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
