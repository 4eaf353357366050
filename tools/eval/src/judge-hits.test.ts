import { containsExcerpt } from './contains-excerpt.ts';
import { judgeHits } from './judge-hits.ts';
import { sampleHit } from '../test/sample-hit.ts';

describe('finding an excerpt', () => {
  it('overlooks line breaks, kinds of blanks and compatibility forms of letters', () => {
    expect(containsExcerpt('ouvert de\n  7 h\u00a0à\u202f13 h', 'de 7 h à 13 h')).toBe(true);
    expect(containsExcerpt('e\u0301clair', 'éclair')).toBe(true);
    expect(containsExcerpt('ﻻ', 'لا')).toBe(true);
  });

  it('overlooks nothing else', () => {
    expect(containsExcerpt('de 7 h à 13 h 30', 'de 7 h à 13 h 30 et')).toBe(false);
    expect(containsExcerpt('REF-4423', 'REF-4432')).toBe(false);
    expect(containsExcerpt('eclair', 'éclair')).toBe(false);
  });
});

describe('judging hits', () => {
  const paths = new Map([
    ['d1', 'fr/hours.md'],
    ['d2', 'fr/prices.md'],
  ]);
  const sunday = { document: 'fr/hours.md', contains: 'dimanche' };

  it('counts a chunk only in the named document', () => {
    const hits = [sampleHit('c1', 'd2', 'le dimanche'), sampleHit('c2', 'd1', 'le dimanche')];
    expect(judgeHits([sunday], hits, paths)).toEqual({ relevant: new Set(['passage 0']), ranked: ['chunk c1', 'passage 0'] });
  });

  it('goes by the file name where it did not upload the document itself', () => {
    expect(judgeHits([sunday], [sampleHit('c1', 'elsewhere', 'le dimanche', 'hours.md')], new Map()).ranked).toEqual(['passage 0']);
    expect(judgeHits([sunday], [sampleHit('c1', 'elsewhere', 'le dimanche', 'other.md')], new Map()).ranked).toEqual(['chunk c1']);
  });

  it('rewards a passage once, though chunks overlap', () => {
    const hits = [sampleHit('c1', 'd1', 'le dimanche'), sampleHit('c2', 'd1', 'dimanche et lundi')];
    expect(judgeHits([sunday], hits, paths).ranked).toEqual(['passage 0', 'chunk c2']);
  });

  it('takes passages in one chunk for one', () => {
    const monday = { document: 'fr/hours.md', contains: 'lundi' };
    const judgement = judgeHits([sunday, monday], [sampleHit('c1', 'd1', 'dimanche et lundi')], paths);
    expect(judgement).toEqual({ relevant: new Set(['passage 0']), ranked: ['passage 0'] });
  });

  it('keeps what was not found among the relevant', () => {
    expect(judgeHits([sunday], [], paths)).toEqual({ relevant: new Set(['passage 0']), ranked: [] });
  });
});
