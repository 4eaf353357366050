import fs from 'node:fs';

/** What a process holds in memory, buffers outside its heap included. Null when it is gone, or where there is no /proc (only Linux has it). */
export function readResidentMegabytes(processId: number): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
