import type { AppName } from '@sylion/launch/stack';

import type { Doors } from './put-doors.ts';

/** One process of an app, and what may happen to it. */
export interface Actor {
  readonly app: AppName;
  readonly name: string;
  readonly doors: Doors;
  /** SIGKILL; whoever watches over the process starts it again. A process that is dead already stays so. */
  kill(): void;
  /** SIGSTOP: its clock stands still. */
  pause(): void;
  /** SIGCONT. */
  resume(): void;
}

export function createActor(app: AppName, running: { readonly name: string; readonly pid: number }, doors: Doors): Actor {
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(running.pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  return {
    app,
    name: running.name,
    doors,
    kill: () => signal('SIGKILL'),
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
  };
}
