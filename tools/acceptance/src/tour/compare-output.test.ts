import { compareOutput } from './compare-output.ts';

describe('what the tour shows and what was printed', () => {
  it.each([
    ['one\ntwo', 'one\ntwo\n'],
    ['id: …', 'id: 0190'],
    ['{"id": "…", "at": "…Z"}', '{"id": "0190", "at": "2026-01-01T00:00:00Z"}'],
    ['(a+b)* [x]', '(a+b)* [x]'],
  ])('fit: %j, %j', (shown, printed) => {
    expect(compareOutput(shown, printed)).toBeUndefined();
  });

  it.each([
    ['one\ntwo', 'one', 'line 2'],
    ['one', 'one\ntwo', 'line 2'],
    ['id: …', 'name: x', 'line 1'],
    ['{"state": "…", "n": 1}', '{"state": "ready", "n": 2}', 'line 1'],
    ['a…c', 'a\nc', 'line 1'],
  ])('differ: %j, %j', (shown, printed, place) => {
    expect(compareOutput(shown, printed)).toContain(place);
  });
});
