import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from '../src/embedded/with-lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

describe('withLock', () => {
  const folder = temporaryFolder();

  it('lets one holder in at a time', async () => {
    const lockFile = path.join(folder, 'contended');
    let inside = 0;
    let mostInside = 0;
    const visits = Array.from({ length: 10 }, () =>
      withLock(lockFile, async () => {
        inside += 1;
        mostInside = Math.max(mostInside, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
      }),
    );
    await Promise.all(visits);
    expect(mostInside).toBe(1);
  });

  it('takes over the lock of a dead process, also by many at once', async () => {
    const lockFile = path.join(folder, 'abandoned');
    const { pid } = spawnSync('true');
    fs.writeFileSync(lockFile, `${pid} 12345`);
    const order = await Promise.all([1, 2, 3].map((visitor) => withLock(lockFile, () => Promise.resolve(visitor))));
    expect(order).toEqual([1, 2, 3]);
  });

  it('takes over the lock of a process whose id another one has now', async () => {
    const lockFile = path.join(folder, 'reused');
    fs.writeFileSync(lockFile, `${process.pid} 1`);
    await expect(withLock(lockFile, () => Promise.resolve('inside'))).resolves.toBe('inside');
  });

  it('is free again after a failure, and leaves no files', async () => {
    const lockFile = path.join(folder, 'failing');
    await expect(withLock(lockFile, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await withLock(lockFile, () => Promise.resolve());
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
