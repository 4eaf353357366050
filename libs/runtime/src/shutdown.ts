import { setTimeout as pause } from 'node:timers/promises';

import type { Logger } from './logger.ts';

interface Step {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
}

export interface Patience {
  /** For so long servers go on answering those who have not noticed yet that the process is no longer ready. */
  readonly lagMs?: number;
  /** A step that takes longer is given up. */
  readonly stepTimeoutMs?: number;
}

/**
 * What was started, and how it stops:
 *
 *     up ──run──▶ draining ──all work under way is done──▶ falling ──▶ stopped
 *
 * From `run` on the process is not ready. Draining, whatever fetches work by itself stops fetching at once, all side by side; servers, which
 * others send work to, follow after the lag. Falling, what the work stood on stops in the reverse order of its start.
 */
export class Shutdown {
  readonly #ground: Step[] = [];
  readonly #workers: Step[] = [];
  readonly #servers: Step[] = [];
  readonly #logger: Pick<Logger, 'info' | 'error'>;
  #running: Promise<boolean> | undefined;

  constructor(logger: Pick<Logger, 'info' | 'error'>) {
    this.#logger = logger;
  }

  get hasBegun(): boolean {
    return this.#running !== undefined;
  }

  /** What others stand on: it falls after all work is done, the last that was added first. */
  add(name: string, stop: () => Promise<unknown>): void {
    this.#ground.push({ name, stop });
  }

  /** What fetches work by itself; `stop` fetches no more and waits for what is under way. */
  addWorker(name: string, stop: () => Promise<unknown>): void {
    this.#workers.push({ name, stop });
  }

  /** What others send work to; `close` takes no more and waits for what is under way. */
  addServer(name: string, close: () => Promise<unknown>): void {
    this.#servers.push({ name, stop: close });
  }

  /** Stops everything once; a step that fails or hangs is logged and does not keep the rest from stopping. @returns whether there was none */
  run(patience: Patience = {}): Promise<boolean> {
    this.#running ??= this.#stopAll(patience);
    return this.#running;
  }

  async #stopAll({ lagMs = 0, stepTimeoutMs = 20_000 }: Patience): Promise<boolean> {
    const endAll = (steps: readonly Step[]): Promise<boolean[]> => Promise.all(steps.map((step) => this.#end(step, stepTimeoutMs)));
    this.#logger.info({ lagMs }, 'draining: no new work is taken');
    const ends = await Promise.all([endAll(this.#workers), pause(lagMs).then(() => endAll(this.#servers))]);
    for (const step of this.#ground.reverse()) ends.push([await this.#end(step, stepTimeoutMs)]);
    return ends.flat().every(Boolean);
  }

  async #end({ name, stop }: Step, timeoutMs: number): Promise<boolean> {
    const ended = new AbortController();
    const tooLate = async (): Promise<never> => {
      await pause(timeoutMs, undefined, { signal: ended.signal });
      throw new Error(`took longer than ${timeoutMs} ms`);
    };
    try {
      await Promise.race([stop(), tooLate()]);
      return true;
    } catch (error) {
      this.#logger.error({ error, step: name }, 'did not stop cleanly');
      return false;
    } finally {
      ended.abort();
    }
  }
}
