import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { barChart } from './bar-chart.ts';
import { markdownTable } from './markdown-table.ts';
import { replaceSection } from './replace-section.ts';
import { brokenPromises, type Target } from './target.ts';
import { writeReport } from './write-report.ts';

describe('replaceSection', () => {
  const document = '# Title\n\n<!-- bench:one -->\n\nold\n\n<!-- /bench:one -->\n\nWords of a person.\n';

  it('replaces what stands between its markers and nothing else', () => {
    expect(replaceSection(document, 'one', 'new')).toBe(document.replace('old', 'new'));
  });

  it('adds a section that is not there yet, and finds it again', () => {
    const added = replaceSection(document, 'two', 'first');
    expect(added).toBe(`${document}\n<!-- bench:two -->\n\nfirst\n\n<!-- /bench:two -->\n`);
    expect(replaceSection(added, 'two', 'second')).toBe(added.replace('first', 'second'));
  });

  it('leaves a document alone whose closing marker was lost', () => {
    expect(() => replaceSection('<!-- bench:one -->\nimportant words', 'one', 'new')).toThrow('has no');
  });
});

describe('writeReport', () => {
  it('makes the file with an introduction, and keeps other sections', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bench-report-'));
    try {
      await writeReport(folder, { section: 'one', markdown: 'first', images: [{ name: 'one.svg', svg: '<svg/>' }] });
      await writeReport(folder, { section: 'two', markdown: 'second', images: [] });
      const text = await fs.readFile(path.join(folder, 'benchmarks.md'), 'utf8');
      expect(text).toMatch(/^# Benchmarks\n[^]*first[^]*second/);
      expect(await fs.readFile(path.join(folder, 'images/one.svg'), 'utf8')).toBe('<svg/>');
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  });
});

describe('markdownTable', () => {
  it('aligns its columns', () => {
    expect(markdownTable(['a', 'long name'], [['x|y', '1']])).toBe('| a    | long name |\n| ---- | --------- |\n| x\\|y | 1         |');
  });
});

describe('barChart', () => {
  const bars = [0.5, 5, 50].map((value) => ({ label: `${value}`, value, note: 'recall 1.00', style: 'ours' as const }));
  const chart = barChart({ title: 'A < B', subtitle: '', groups: [{ title: 'small', bars }] });

  it('escapes its words and names its values', () => {
    expect(chart).toContain('A &lt; B');
    expect(chart).toContain('0.50 ms, recall 1.00');
  });

  it('adds the same width for every tenfold', () => {
    const [first = 0, second = 0, third = 0] = [...chart.matchAll(/width="([\d.]+)" height="18"/g)].map(([, width]) => Number(width));
    expect(second - first).toBeGreaterThan(50);
    expect(third - second).toBeCloseTo(second - first, 0);
  });
});

describe('brokenPromises', () => {
  const target = (isMet: boolean | undefined, isCorrectness: boolean): Target => ({
    id: 'T',
    promise: '',
    measured: '',
    peers: '',
    isMet,
    isCorrectness,
  });

  it('are wrong results; slow ones and such that were not run do not count', () => {
    expect(brokenPromises([target(true, true), target(undefined, true), target(false, false)])).toEqual([]);
    expect(brokenPromises([target(false, true)])).toHaveLength(1);
  });
});
