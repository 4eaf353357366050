import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { childArguments } from './child-arguments.ts';
import { findChildEntry } from './find-child-entry.ts';

const limits = { timeoutMs: 1, memoryMegabytes: 200, maxPages: 1, maxInflatedBytes: 1, maxTextCharacters: 1 };
const request = { file: { path: '/a', name: 'a', mimeType: '' }, limits };

describe('findChildEntry', () => {
  it('finds the source beside the source that asks', () => {
    const entry = findChildEntry(new URL('../extract-text.ts', import.meta.url).href);
    expect(path.basename(entry)).toBe('extract-child.ts');
    expect(childArguments(entry, request)).toContain('--conditions=@sylion/source');
  });

  it('finds the bundle beside the bundle that asks, and says so when it was not built', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-entry-'));
    try {
      const main = pathToFileURL(path.join(folder, 'main.mjs')).href;
      expect(() => findChildEntry(main)).toThrow('missing');
      fs.writeFileSync(path.join(folder, 'extract-child.mjs'), '');
      expect(findChildEntry(main)).toBe(path.join(folder, 'extract-child.mjs'));
      expect(childArguments(findChildEntry(main), request)).not.toContain('--conditions=@sylion/source');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
