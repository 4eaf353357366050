import fc from 'fast-check';
import { foundChunk } from '../passages/found-chunk.test-data.ts';
import { fuseRankings } from './fuse-rankings.ts';
import { passesFloor } from './passes-floor.ts';

const ranking = (...ids: string[]) => ids.map((chunkId, index) => foundChunk({ chunkId, score: 1 / (index + 1) }));

describe('fuseRankings', () => {
  it('leaves one ranking as it is and interleaves several', () => {
    expect(fuseRankings([ranking('a', 'b', 'c')], 10).map((chunk) => chunk.chunkId)).toEqual(['a', 'b', 'c']);
    expect(fuseRankings([ranking('a', 'b'), ranking('c', 'd')], 3).map((chunk) => chunk.chunkId)).toEqual(['a', 'c', 'b']);
  });

  it('puts first what several rankings found, once and with its best finding', () => {
    const [first, ...others] = fuseRankings([ranking('a', 'both'), [foundChunk({ chunkId: 'both', score: 9, similarity: 0.9 })]], 10);
    expect(first).toMatchObject({ chunkId: 'both', similarity: 0.9, score: 1 / 62 + 1 / 61 });
    expect(others.map((chunk) => chunk.chunkId)).toEqual(['a']);
  });

  it('counts a chunk once per ranking, at its best place', () => {
    expect(fuseRankings([ranking('a', 'b', 'b', 'b')], 10).map((chunk) => chunk.score)).toEqual([1 / 61, 1 / 62]);
  });

  it('prefers the higher own score at equal places', () => {
    const weak = foundChunk({ chunkId: 'a', score: 0.1 });
    const strong = foundChunk({ chunkId: 'b', score: 0.2 });
    expect(fuseRankings([[weak], [strong]], 1).map((chunk) => chunk.chunkId)).toEqual(['b']);
  });

  it('knows every chunk once, in falling order, whatever the order of the rankings', () => {
    const rankings = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')).map((ids) => ranking(...ids)));
    fc.assert(
      fc.property(rankings, fc.nat(6), (lists, limit) => {
        const fused = fuseRankings(lists, limit);
        expect(fused).toHaveLength(Math.min(limit, new Set(lists.flat().map((chunk) => chunk.chunkId)).size));
        expect(new Set(fused.map((chunk) => chunk.chunkId)).size).toBe(fused.length);
        expect(fused.map((chunk) => chunk.score)).toEqual(fused.map((chunk) => chunk.score).sort((a, b) => b - a));
        // Summed in another order, scores differ in the last bit.
        const scores = (chunks: typeof fused) => chunks.map((chunk) => chunk.score.toFixed(9));
        expect(scores(fuseRankings([...lists].reverse(), limit))).toEqual(scores(fused));
      }),
    );
  });
});

describe('passesFloor', () => {
  const floor = { similarity: 0.5 };

  it.each([
    [{ similarity: 0.5, coverage: 0, textRank: null }, true],
    [{ similarity: 0.49, coverage: 0.59, textRank: 1 }, false],
    [{ similarity: null, coverage: 0.6, textRank: 3 }, true],
    [{ similarity: 0.2, coverage: 1, textRank: null }, false],
    [{ similarity: null, coverage: 0, textRank: null }, false],
  ])('%j: %s', (chunk, passes) => {
    expect(passesFloor(chunk, floor)).toBe(passes);
  });

  it('takes another coverage where one is given', () => {
    expect(passesFloor({ similarity: null, coverage: 0.4, textRank: 1 }, { similarity: 0.5, coverage: 0.4 })).toBe(true);
  });
});
