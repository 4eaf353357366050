import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import { withLock } from './with-lock.ts';

/**
 * Makes sure that a folder exists with everything `build` puts into it. The folder appears at once and complete:
 * an interrupted build leaves nothing behind that a later start could mistake for a finished one.
 */
export async function provisionOnce(folder: string, build: (emptyFolder: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    const unfinished = `${folder}.unfinished`;
    await fs.rm(unfinished, { recursive: true, force: true });
    await fs.mkdir(unfinished, { recursive: true });
    await build(unfinished);
    await fs.rename(unfinished, folder);
  });
}
