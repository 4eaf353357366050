import { isKnown, requireMatch, toETag } from './preconditions.ts';

const etag = toETag('1763837199123456', { name: 'Amélie' });

describe('an entity tag', () => {
  it('is strong, and tells answers and versions apart', () => {
    expect(etag).toMatch(/^"1763837199123456\.[\w-]{16}"$/);
    expect(toETag('1763837199123456', { name: 'Zoé' })).not.toBe(etag);
    expect(toETag('1763837199123457', { name: 'Amélie' })).not.toBe(etag);
  });
});

describe('If-Match', () => {
  it.each<[string, string, string | undefined, boolean]>([
    ['the tag of the version', etag, '1763837199123456', true],
    ['one of several', `"x", ${etag}`, '1763837199123456', true],
    ['any', '*', '1763837199123456', true],
    ['the tag of an answer that told the same version otherwise', '"1763837199123456.other"', '1763837199123456', true],
    ['an older version', etag, '1763837199123457', false],
    ['a weak tag, which promises nothing', `W/${etag}`, '1763837199123456', false],
    ['no tag at all', 'nonsense', '1763837199123456', false],
    ['a version of which this one is the beginning', '"17638371991234567.x"', '1763837199123456', false],
    ['a thing that is not there', etag, undefined, true],
  ])('%s', (_name, header, version, passes) => {
    const check = () => requireMatch(header, version);
    if (passes) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ status: 412, code: 'precondition_failed' }));
  });
});

it('If-None-Match knows an answer by its tag, weak or strong, and nothing else', () => {
  expect([etag, `W/${etag}`, `"a", ${etag}`, '*'].map((header) => isKnown(header, etag))).toEqual([true, true, true, true]);
  expect([undefined, '"a"', '', 'nonsense'].map((header) => isKnown(header, etag))).toEqual([false, false, false, false]);
});
