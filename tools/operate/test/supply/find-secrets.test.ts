import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { findSecrets } from '../../src/supply/find-secrets.ts';

it('a password or a token in a file that might be committed is found by its place, and is not printed', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-secrets-'));
  // Put together here, so that it stands in no file of this repository.
  const token = ['ghp', 'w1Zk8JqR5mXc2VnT7bYh4LsD9fGa3PeU6oKi'].join('_');
  const url = ['postgres://app:k3zqw8', 'db.internal.net/x'].join('@');
  try {
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    fs.writeFileSync(path.join(folder, '.gitignore'), 'local.env\n');
    fs.writeFileSync(path.join(folder, 'local.env'), `TOKEN=${token}\n`);
    fs.writeFileSync(path.join(folder, 'settings.ts'), `\nexport const url = '${url}';\nexport const token = '${token}';\n`);
    fs.writeFileSync(path.join(folder, 'harmless.ts'), `export const url = 'postgres://app:change-me@db.example.com/x';\n`);
    const found = await findSecrets(folder);
    expect(found).toEqual([expect.stringMatching(/^settings\.ts:2: /), expect.stringMatching(/^settings\.ts:3: /)]);
    expect(found.join()).not.toMatch(new RegExp(`${token}|k3zqw8`));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
