import { cleanJson, cleanText } from './clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['a\0b', 'a\uFFFDb'],
    ['\uD83D!', '\uFFFD!'],
    ['!\uDE00', '!\uFFFD'],
    ['😀 é', '😀 é'],
  ])('%j', (text, clean) => expect(cleanText(text)).toBe(clean));
});

describe('cleanJson', () => {
  it('cleans keys and values at any depth', () =>
    expect(cleanJson({ 'k\0': [{ a: '\uD83D' }] })).toEqual({ 'k\uFFFD': [{ a: '\uFFFD' }] }));
  it('keeps __proto__ as data', () => {
    const clean = cleanJson(JSON.parse('{"__proto__":{"isAdmin":true}}')) as Record<string, unknown>;
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
    expect(Object.keys(clean)).toEqual(['__proto__']);
  });
  it('turns numbers beyond a double into null', () => expect(cleanJson(JSON.parse('1e999'))).toBeNull());
});
