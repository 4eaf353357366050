import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';

import { compareOutput } from './compare-output.ts';
import type { TourStep } from './parse-tour.ts';

export interface TourOptions {
  /** Where the commands run; `.local/dev.json` in it says where the stack is. */
  readonly folder: string;
  readonly timeoutMs: number;
  /** Told of every block that did what the tour says. */
  readonly onPassed?: (step: TourStep) => void;
}

/** The tour does not do what it says; the message names the place and what differs. */
export class TourDiffers extends Error {
  override name = 'TourDiffers';
}

/**
 * Runs the commands of all steps in one bash, which ends at the first command that fails, and compares what they print.
 * @throws {TourDiffers} at the first step that fails, prints something else than the tour shows, or does not end in time
 */
export async function playTour(steps: readonly TourStep[], { folder, timeoutMs, onPassed }: TourOptions): Promise<void> {
  const mark = `tour-${randomBytes(8).toString('hex')}`;
  // Commands come by argument: what they read is their own, and not the rest of the tour.
  const script = ['set -euo pipefail', ...steps.map(({ commands }) => `${commands}\nprintf '%s' ${mark}`)].join('\n');
  const bash = spawn('bash', ['-c', script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let [printed, complaints, passed] = ['', '', 0];
  let difference: string | undefined;
  const end = (reason: string): void => {
    difference ??= reason;
    if (bash.pid !== undefined) process.kill(-bash.pid, 'SIGKILL'); // and what it waits for
  };
  const timer = setTimeout(() => end(`it did not end within ${timeoutMs / 1_000} s`), timeoutMs);
  bash.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    for (let at = printed.indexOf(mark); at >= 0 && difference === undefined; at = printed.indexOf(mark)) {
      const step = steps[passed] as TourStep;
      const output = printed.slice(0, at);
      const unlike = step.output === undefined ? undefined : compareOutput(step.output, output);
      if (unlike !== undefined) {
        printed = output;
        return end(unlike);
      }
      printed = printed.slice(at + mark.length);
      passed += 1;
      onPassed?.(step);
    }
  });
  bash.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => bash.once('error', reject).once('close', resolve));
  clearTimeout(timer);
  const step = steps[passed];
  if (step === undefined) return;
  difference ??= `it ended with ${exitCode}`;
  const words = [printed, complaints].map((text) => text.trim()).filter((text) => text !== '');
  throw new TourDiffers([`line ${step.line} (${step.heading}): ${difference}`, ...words].join('\n'));
}
