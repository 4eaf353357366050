import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { readJudged } from './judged.ts';
import { newTarget } from './new-target.ts';
import { renewNumbers } from './readme-numbers.ts';

describe('the README', () => {
  it('says what the benches last judged', async () => {
    const readme = await fs.readFile(path.join(repositoryRoot, 'README.md'), 'utf8');
    expect(renewNumbers(readme, await readJudged(path.join(repositoryRoot, 'docs/measurements')))).toBe(readme);
  });

  it('counts what is not met too', () => {
    const targets = [
      { ...newTarget('G1', 'quick'), measured: '2 ×', isMet: true, peers: '3× A, 4× B' },
      { ...newTarget('G2', 'quicker'), measured: '9 ms', isMet: false },
    ];
    const text = renewNumbers('a\n<!-- numbers -->\nold\n<!-- /numbers -->\nb', [{ bench: 'gateway', measuredOn: '2026-01-02', targets }]);
    expect(text).toContain('1 of 2 targets are met');
    expect(text).toMatch(/\| `gateway` \| 2026-01-02 +\| quick +\| 2 × +\| yes \| 3× A +\|/);
    expect(text).toMatch(/^a\n[^]*\nb$/);
    expect(text).not.toContain('old');
  });

  it('cannot be written where its markers were lost', () => {
    expect(() => renewNumbers('no markers', [])).toThrow('has no');
  });
});
