import os from 'node:os';

import type { TourStep } from './parse-tour.ts';
import { playTour } from './play-tour.ts';

const step = (line: number, commands: string, output?: string): TourStep => ({ heading: 'Here', line, commands, output });
const play = (...steps: TourStep[]) => playTour(steps, { folder: os.tmpdir(), timeoutMs: 20_000 });

describe('playing a tour', () => {
  it('runs all steps in one shell', async () => {
    await play(step(1, 'name=Camille'), step(5, 'printf "%s" "$name"', 'Camille'), step(9, 'cat', ''));
  });

  it.each([
    ['a command that fails', [step(1, 'true'), step(5, 'echo before; false; echo after')], /^line 5 \(Here\): it ended with 1\nbefore$/],
    ['a command that fails within a pipe', [step(3, 'false | cat')], /^line 3 .* ended with 1/],
    ['a variable that nobody set', [step(3, 'echo "$nobody"')], /^line 3 [^]*nobody: unbound variable/],
    ['another output', [step(1, 'echo two', 'one'), step(5, 'sleep 60')], /^line 1 [^]*the tour shows  one\n {2}it printed {6}two/],
  ])('ends at the first step with %s, and says where', async (_what, steps, message) => {
    await expect(play(...steps)).rejects.toThrow(message);
  });

  it('does not wait for ever', async () => {
    const waiting = playTour([step(7, 'echo so far; sleep 60')], { folder: os.tmpdir(), timeoutMs: 200 });
    await expect(waiting).rejects.toThrow(/^line 7 .* did not end within 0.2 s/);
  });
});
