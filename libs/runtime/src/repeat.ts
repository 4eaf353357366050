import type { Logger } from './logger.ts';

/**
 * Runs `work` again and again with `intervalMs` between the end of one run and the start of the next; an error is logged and does
 * not end the series. Returns what stops it, after the run under way.
 */
export function repeat(name: string, intervalMs: number, work: () => Promise<unknown>, logger: Logger): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      logger.warn({ error, task: name }, 'a repeated task failed; it will run again');
    }
    if (!isStopped) timer = setTimeout(begin, intervalMs);
  };
  const begin = (): void => {
    running = run();
  };
  timer = setTimeout(begin, Math.random() * intervalMs);
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
