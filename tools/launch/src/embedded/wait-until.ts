import { setTimeout as pause } from 'node:timers/promises';

const pollEveryMs = 30;

/** Asks again and again until the condition holds (true) or the time is over (false). */
export async function waitUntil(condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadlineMs) return false;
    await pause(pollEveryMs);
  }
  return true;
}
