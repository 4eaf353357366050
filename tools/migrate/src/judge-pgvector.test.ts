import { judgePgvector } from './judge-pgvector.ts';

describe('a pgvector', () => {
  it('that is safe is not talked about', () => {
    expect(judgePgvector({ version: '0.8.4', isSafe: true }, true)).toBeUndefined();
  });

  it('with known defects is refused in production, with the version it needs, and warned of elsewhere', () => {
    expect(judgePgvector({ version: '0.8.0', isSafe: false }, true)).toEqual({
      isRefusal: true,
      text: expect.stringContaining('needs 0.8.4 or newer'),
    });
    expect(judgePgvector({ version: '0.8.0', isSafe: false }, false)).toMatchObject({ isRefusal: false });
  });

  it('that is missing is refused everywhere', () => {
    expect(judgePgvector({ version: 'none', isSafe: false }, false)).toMatchObject({ isRefusal: true });
  });
});
