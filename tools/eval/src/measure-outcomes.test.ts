import { sampleOutcome } from '../test/sample-outcome.ts';
import { formatMisses } from './format-misses.ts';
import { formatTable } from './format-table.ts';
import { measureOutcomes } from './measure-outcomes.ts';
import { reportRows } from './report-rows.ts';

describe('measuring outcomes', () => {
  it('keeps questions without an answer apart from the others', () => {
    const { questions, quality } = measureOutcomes(
      [
        sampleOutcome({ rank: 1 }),
        sampleOutcome({ rank: 4, isAboveFloor: false }),
        sampleOutcome({ rank: null }),
        sampleOutcome({ kind: 'no-answer', isAboveFloor: false }),
        sampleOutcome({ kind: 'no-answer' }),
      ],
      [1, 5, 10],
    );
    expect(questions).toBe(5);
    expect(quality['recall@1']).toBeCloseTo(1 / 3, 10);
    expect(quality['recall@5']).toBeCloseTo(2 / 3, 10);
    expect(quality['MRR']).toBeCloseTo((1 + 1 / 4) / 3, 10);
    expect(quality['nDCG@10']).toBeCloseTo((1 + 1 / Math.log2(5)) / 3, 10);
    expect(quality['no-answer']).toBe(0.5);
    expect(quality['answerable']).toBeCloseTo(2 / 3, 10);
  });

  it('takes no hit at all for an honest silence, and for a miss', () => {
    const { quality } = measureOutcomes([sampleOutcome({ depth: 0 }), sampleOutcome({ kind: 'no-answer', depth: 0 })], [1]);
    expect(quality).toEqual({ 'recall@1': 0, MRR: 0, 'nDCG@1': 0, 'no-answer': 1, answerable: 0 });
  });
});

describe('the report', () => {
  const outcomes = [
    sampleOutcome({ rank: 1, searchMs: 2.04 }),
    sampleOutcome({ kind: 'cross-language', rank: null }),
    sampleOutcome({ language: 'ar', kind: 'no-answer', isAboveFloor: false }),
  ];

  it('leaves cross-language questions out of the whole', () => {
    const rows = reportRows(outcomes, [1]);
    expect(rows.map(({ language, kind, questions }) => [language, kind, questions])).toEqual([
      ['fr', 'all', 1],
      ['fr', 'fact', 1],
      ['fr', 'cross-language', 1],
      ['ar', 'all', 1],
      ['ar', 'no-answer', 1],
    ]);
    expect(rows[0]?.quality['recall@1']).toBe(1);
  });

  it('is a table whose columns stand under their names', () => {
    expect(
      formatTable(reportRows(outcomes, [1]))
        .split('\n')
        .slice(0, 2),
    ).toEqual([
      'language  kind            questions  recall@1   MRR  nDCG@1  no-answer  answerable  p50 ms  p95 ms',
      'fr        all                     1      1.00  1.00    1.00          –        1.00     2.0     2.0',
    ]);
    expect(formatTable(reportRows(outcomes, [1]))).toMatch(/\nar +no-answer +1 +– +– +– +1\.00 +– /);
  });

  it('shows the worst misses first, and no success', () => {
    const misses = formatMisses(
      [
        sampleOutcome({ id: 'late', rank: 3 }),
        sampleOutcome({ id: 'good', rank: 1 }),
        sampleOutcome({ id: 'never', rank: null }),
        sampleOutcome({ id: 'silent', kind: 'no-answer', isAboveFloor: false }),
        sampleOutcome({ id: 'talkative', kind: 'no-answer' }),
      ],
      10,
    );
    expect(misses.match(/^\S+ \(/gm)).toEqual(['never (', 'talkative (', 'late (']);
    expect(misses).toContain('wanted  document.md: right');
    expect(misses).toContain('found   at rank 3');
  });
});
