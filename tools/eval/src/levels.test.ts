import { lostLevels, raiseLevels } from './levels.ts';
import type { ReportRow } from './report-rows.ts';

const row = (language: string, kind: string, quality: Readonly<Record<string, number | null>>): ReportRow => ({
  language,
  kind,
  questions: 10,
  quality,
  searchMs: { p50: 1, p95: 1 },
});

describe('recording levels', () => {
  it('rounds down by the tolerance, only whole languages and cross-language, only what was measured', () => {
    const rows = [
      row('fr', 'all', { MRR: 0.876, 'no-answer': null, 'recall@1': 0.01 }),
      row('fr', 'typo', { MRR: 1 }),
      row('fr', 'cross-language', { MRR: 0.5 }),
    ];
    expect(raiseLevels({}, 'hybrid', rows)).toEqual({
      hybrid: { fr: { all: { MRR: 0.85, 'recall@1': 0 }, 'cross-language': { MRR: 0.48 } } },
    });
  });

  it('leaves other legs and languages as they are', () => {
    const known = { text: { fr: { all: { MRR: 0.1 } } }, hybrid: { es: { all: { MRR: 0.2 } }, fr: { all: { MRR: 0.3 } } } };
    expect(raiseLevels(known, 'hybrid', [row('fr', 'all', { MRR: 0.52 })])).toEqual({
      text: { fr: { all: { MRR: 0.1 } } },
      hybrid: { es: { all: { MRR: 0.2 } }, fr: { all: { MRR: 0.5 } } },
    });
  });
});

describe('the gate', () => {
  const levels = { hybrid: { fr: { all: { MRR: 0.8, 'recall@5': 0.9 } }, es: { all: { MRR: 0.8 } } } };

  it('passes what reached its levels', () => {
    expect(lostLevels(levels, 'hybrid', [row('fr', 'all', { MRR: 0.8, 'recall@5': 1 })])).toEqual([]);
    expect(lostLevels(raiseLevels({}, 'text', [row('fr', 'all', { MRR: 0.7 })]), 'text', [row('fr', 'all', { MRR: 0.7 })])).toEqual([]);
  });

  it('names each level that was lost', () => {
    expect(lostLevels(levels, 'hybrid', [row('fr', 'all', { MRR: 0.7999, 'recall@5': 0.9 })])).toEqual([
      'hybrid fr all: MRR fell to 0.800, the level is 0.8',
    ]);
  });

  it('lets nothing pass that was not measured', () => {
    expect(lostLevels(levels, 'hybrid', [row('fr', 'all', { MRR: 0.9 })])).toEqual([
      'hybrid fr all: recall@5 was not measured, the level is 0.9',
    ]);
    expect(lostLevels(levels, 'hybrid', [row('fr', 'fact', { MRR: 1 })])).toHaveLength(2);
    expect(lostLevels(levels, 'text', [row('fr', 'all', { MRR: 1 })])).toEqual(['no level is recorded for the text leg in fr']);
    expect(lostLevels(levels, 'hybrid', [row('ar', 'all', { MRR: 1 })])).toEqual(['no level is recorded for the hybrid leg in ar']);
  });
});
