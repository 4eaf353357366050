import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

const document = fs.readFileSync(path.join(repositoryRoot, 'docs/threat-model.md'), 'utf8');
const [, ...borders] = document.split(/^## /m).filter((part) => !part.startsWith('What is not'));
const rows = borders.flatMap((border) => border.split('\n').filter((line) => /^\| [STRIDE] \|/.test(line)));

describe('the threat model', () => {
  it('thinks of every kind of threat at every border', () => {
    expect(borders.length).toBeGreaterThan(4);
    for (const border of borders) {
      const kinds = new Set([...border.matchAll(/^\| ([A-Z]) \|/gm)].map(([, kind]) => kind));
      expect([border.split('\n')[0], [...kinds].sort().join('')]).toEqual([border.split('\n')[0], 'DEIRST']);
    }
  });

  it.each(rows)('names a test of this repository that answers: %s', (row) => {
    const tests = [...row.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file);
    expect(tests.length).toBeGreaterThan(0);
    for (const file of tests) {
      expect(file).toMatch(/\.test\.ts$/);
      expect([file, /^\s*(it|test)\b/m.test(fs.readFileSync(path.join(repositoryRoot, file), 'utf8'))]).toEqual([file, true]);
    }
  });
});
