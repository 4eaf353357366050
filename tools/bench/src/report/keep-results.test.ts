import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import { readJudged } from './judged.ts';
import { keepResults } from './keep-results.ts';
import { newTarget } from './new-target.ts';
import { publishResults } from './publish-results.ts';
import { readCommit } from './read-commit.ts';
import { readRuns } from './recorded-run.ts';

describe('a run', () => {
  let folder: string;
  const targets = [
    { ...newTarget('T0', 'right', true), measured: '0 lost', isMet: true },
    { ...newTarget('T1', 'quick'), measured: '2 ×', isMet: true },
    newTarget('T2', 'not judged'),
  ];

  beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bench-results-'));
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  it('that is reported takes the place of the last one and adds a line to the history', async () => {
    const [first, second] = ['aaaaaaa', 'bbbbbbb+'].map((commit) => ({ bench: 'turns', measuredOn: '2026-01-02', commit }));
    if (first === undefined || second === undefined) throw new Error('two runs are needed');
    await keepResults(folder, first, [], targets);
    await keepResults(folder, second, [], targets);
    expect((await readJudged(folder)).map(({ bench }) => bench)).toEqual(['turns']);
    const judged = [{ id: 'T1', promise: 'quick', measured: '2 ×', isMet: true }];
    expect(await readRuns(folder)).toEqual([
      { ...first, targets: judged },
      { ...second, targets: judged },
    ]);
  });

  it('that is not reported leaves nothing behind', async () => {
    const environment = { server: { superuserUrl: '' }, docsFolder: folder, print: () => undefined, progress: () => undefined };
    const report = (): never => {
      throw new Error('nothing is to be reported');
    };
    await publishResults({ jsonFile: undefined, isReported: false }, environment, [], targets, report);
    expect(await fs.readdir(folder)).toEqual([]);
  });

  it('names the sources that ran, if they are known', async () => {
    expect(await readCommit(repositoryRoot)).toMatch(/^([0-9a-f]{7,}\+?)?$/);
    expect(await readCommit(folder)).toBe('');
  });
});
