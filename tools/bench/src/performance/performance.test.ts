import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import type { RecordedRun } from '../report/recorded-run.ts';
import { readPerformance, type Performance } from './read-performance.ts';
import { renewPerformance } from './renew-performance.ts';
import { tableRuns } from './table-runs.ts';

const readDocument = (): Promise<string> => fs.readFile(path.join(repositoryRoot, 'docs/performance.md'), 'utf8');
const readMeasured = (): Promise<Performance> => readPerformance(path.join(repositoryRoot, 'docs/measurements'));
const withoutBlocks = (document: string): string => document.replaceAll(/<!-- ([\w-]+) -->[^]*?<!-- \/\1 -->/g, '');

describe('docs/performance.md', () => {
  it('quotes what was measured last', async () => {
    const document = await readDocument();
    expect(renewPerformance(document, await readMeasured())).toBe(document);
  });

  it('has no measured figure that a person typed', async () => {
    const figures = /\d[\d,.]*\s?(?:×|%|[mµ]?s\b|[kKMG]i?B\b|bytes\b|messages? a second|webhooks? a second|turns? a second|of a core)/g;
    expect(withoutBlocks(await readDocument()).match(figures)).toBeNull();
  });

  it('names runs that were recorded', async () => {
    const { runs } = await readMeasured();
    const named = [...withoutBlocks(await readDocument()).matchAll(/`([0-9a-f]{7}\+?)`/g)].map(([, commit]) => commit);
    expect(runs.map(({ commit }) => commit)).toEqual(expect.arrayContaining(named));
  });

  it('says what was never run', () => {
    const none = { measuredOn: '', measurements: [] };
    const blocks = ['runs', 'turn-cpu', 'webhook-cpu', 'statements'].map((name) => `<!-- ${name} -->\nold\n<!-- /${name} -->`).join('\n');
    const text = renewPerformance(`Words.\n${blocks}\n`, { runs: [], statements: none, turns: none, gateway: none });
    expect(text).toContain('Not measured yet: `npm run bench -- statements`.');
    expect(text).toMatch(/^Words\.\n/);
    expect(text).not.toContain('old');
  });
});

describe('the history of a bench', () => {
  const run = (commit: string, ...targets: RecordedRun['targets']): RecordedRun => ({
    bench: 'turns',
    measuredOn: '2026-01-02',
    commit,
    targets,
  });
  const quick = (measured: string, isMet: boolean) => ({ id: 'T1', promise: 'quick', measured, isMet });

  it('goes from left to right, with what was met in bold and what was promised last on top', () => {
    const [, head, , ...rows] = tableRuns([
      run('aaaaaaa', { id: 'T0', promise: 'given up', measured: '1 ms', isMet: true }, quick('9 ×', false)),
      run('bbbbbbb+', quick('2 ×', true)),
    ])
      .split('\n')
      .slice(1);
    expect(head).toMatch(/^\| +\| target +\| 2026-01-02, `aaaaaaa` \| 2026-01-02, `bbbbbbb\+` \|$/);
    expect(rows).toEqual([
      expect.stringMatching(/^\| T1 +\| quick +\| 9 × +\| \*\*2 ×\*\* +\|$/),
      expect.stringMatching(/^\| T0 .*\*\*1 ms\*\* +\| +\|$/),
    ]);
  });

  it('leaves out a bench that has no promise about speed', () => {
    expect(tableRuns([run('aaaaaaa')])).toBe('');
  });

  it('shows the first run and the last ones, however many there were', () => {
    const many = Array.from({ length: 30 }, (_, index) => run(`c${index}`, quick(`${index} ×`, false)));
    const header = tableRuns(many).split('\n')[2] ?? '';
    expect([...header.matchAll(/`(c\d+)`/g)].map(([, commit]) => commit)).toEqual(['c0', 'c25', 'c26', 'c27', 'c28', 'c29']);
  });
});
