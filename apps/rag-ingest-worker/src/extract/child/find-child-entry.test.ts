import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { childArguments } from './child-arguments.ts';
import { findChildEntry } from './find-child-entry.ts';

describe('findChildEntry', () => {
  it('finds the source beside the source that asks', () => {
    const entry = findChildEntry(new URL('../extract-text.ts', import.meta.url).href);
    expect(path.basename(entry)).toBe('extract-child.ts');
    expect(childArguments(entry, 200)).toContain('--conditions=@sylion/source');
  });

  it('finds the bundle beside the bundle that asks, and says so when it was not built', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-entry-'));
    try {
      const main = pathToFileURL(path.join(folder, 'main.mjs')).href;
      expect(() => findChildEntry(main)).toThrow('missing');
      fs.writeFileSync(path.join(folder, 'extract-child.mjs'), '');
      expect(findChildEntry(main)).toBe(path.join(folder, 'extract-child.mjs'));
      expect(childArguments(findChildEntry(main), 200)).not.toContain('--conditions=@sylion/source');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
