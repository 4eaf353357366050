import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder that disappears after the tests of this file. */
export function temporaryFolder(): string {
  const folder = path.join(fs.realpathSync(os.tmpdir()), `sylion-launch-${randomUUID()}`);
  fs.mkdirSync(folder);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
