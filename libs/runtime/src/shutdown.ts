import type { Logger } from './logger.ts';

interface Step {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
}

/** What was started, in order; `run` stops it in the reverse order, so that what others stand on falls last. */
export class Shutdown {
  readonly #steps: Step[] = [];
  readonly #logger: Logger;
  #running: Promise<void> | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get hasBegun(): boolean {
    return this.#running !== undefined;
  }

  add(name: string, stop: () => Promise<unknown>): void {
    this.#steps.push({ name, stop });
  }

  /** Stops everything once; a step that fails or hangs for `stepTimeoutMs` is logged and does not keep the rest from stopping. */
  run(stepTimeoutMs = 20_000): Promise<void> {
    this.#running ??= this.#stopAll(stepTimeoutMs);
    return this.#running;
  }

  async #stopAll(stepTimeoutMs: number): Promise<void> {
    for (const step of this.#steps.reverse()) {
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`took longer than ${stepTimeoutMs} ms`)), stepTimeoutMs);
      });
      try {
        await Promise.race([step.stop(), tooLate]);
      } catch (error) {
        this.#logger.error({ error, step: step.name }, 'did not stop cleanly');
      } finally {
        clearTimeout(timer);
      }
    }
  }
}
