import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from '../src/embedded/with-lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

const holderProgram = fileURLToPath(new URL('lock-holder-program.ts', import.meta.url));

describe('withLock', () => {
  const folder = temporaryFolder();

  it('lets one holder in at a time', async () => {
    const name = path.join(folder, 'contended');
    let inside = 0;
    let mostInside = 0;
    const visits = Array.from({ length: 10 }, () =>
      withLock(name, async () => {
        inside += 1;
        mostInside = Math.max(mostInside, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      }),
    );
    await Promise.all(visits);
    expect(mostInside).toBe(1);
  });

  it('is free again after a failure', async () => {
    const name = path.join(folder, 'failing');
    await expect(withLock(name, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(withLock(name, () => Promise.resolve('inside'))).resolves.toBe('inside');
  });

  it('keeps other processes out, and is free again the moment its holder is killed', async () => {
    const name = path.join(folder, 'killed');
    const holder = spawn(process.execPath, [holderProgram, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');

    const events: string[] = [];
    const waiting = withLock(name, () => Promise.resolve(events.push('inside')));
    // A free lock lets its visitor in within one turn of the event loop; another one's whole visit takes many.
    await withLock(path.join(folder, 'other'), () => Promise.resolve());
    events.push('killed');
    holder.kill('SIGKILL');
    await waiting;
    expect(events).toEqual(['killed', 'inside']);
  });
});
