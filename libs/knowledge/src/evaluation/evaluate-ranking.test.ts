import fc from 'fast-check';
import { evaluateRanking } from './evaluate-ranking.ts';
import { summarise } from './summarise.ts';

describe('evaluateRanking', () => {
  it('measures recall, the first hit and the order', () => {
    const quality = evaluateRanking(new Set(['a', 'b']), ['x', 'a', 'y', 'b'], 3);
    expect(quality.recall).toBe(0.5);
    expect(quality.reciprocalRank).toBe(0.5);
    expect(quality.ndcg).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 10);
  });

  it('knows the best and the worst', () => {
    expect(evaluateRanking(new Set(['a', 'b']), ['b', 'a', 'x'], 10)).toEqual({ recall: 1, reciprocalRank: 1, ndcg: 1 });
    expect(evaluateRanking(new Set(['a', 'b']), ['a', 'b'], 1).ndcg).toBe(1);
    expect(evaluateRanking(new Set(['a']), ['x', 'a'], 1)).toEqual({ recall: 0, reciprocalRank: 0, ndcg: 0 });
    expect(evaluateRanking(new Set(), ['x'], 5)).toEqual({ recall: 0, reciprocalRank: 0, ndcg: 0 });
  });

  it('stays between 0 and 1', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(ids, ids, fc.nat(8), (relevant, ranked, k) => {
        for (const value of Object.values(evaluateRanking(new Set(relevant), ranked, k))) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
});

describe('summarise', () => {
  it('takes the means of what was answerable and the share of refusals of what was not', () => {
    expect(
      summarise([
        { kind: 'answerable', recall: 1, reciprocalRank: 1, ndcg: 1 },
        { kind: 'answerable', recall: 0, reciprocalRank: 0.5, ndcg: 0.2 },
        { kind: 'unanswerable', isRefused: true },
        { kind: 'unanswerable', isRefused: false },
      ]),
    ).toEqual({ questions: 4, recall: 0.5, meanReciprocalRank: 0.75, ndcg: 0.6, noAnswerAccuracy: 0.5 });
  });

  it('has no means of nothing', () => {
    expect(summarise([])).toEqual({ questions: 0, recall: null, meanReciprocalRank: null, ndcg: null, noAnswerAccuracy: null });
  });
});
