import { spawn } from 'node:child_process';
import os from 'node:os';

/** Starts a process for every core that does nothing but compute. @returns ends them */
export function computeOnEveryCore(): () => void {
  const children = os.cpus().map(() => spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }));
  return () => void children.forEach((child) => child.kill('SIGKILL'));
}
