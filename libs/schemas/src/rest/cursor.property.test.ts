import fc from 'fast-check';

import { decodeCursor, encodeCursor, InvalidCursor, type KeyType } from './cursor.ts';

const types: KeyType[] = ['time', 'uuid', 'int', 'text'];
const keys = fc.tuple(
  fc.maxSafeNat(),
  fc.uuid(),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
);

it('a cursor is read as what it was made of, and fits into a URL as it is', () =>
  fc.assert(
    fc.property(keys, (key) => {
      const cursor = encodeCursor(key);
      expect(cursor).toBe(encodeURIComponent(cursor));
      expect(decodeCursor(cursor, types)).toEqual(key);
    }),
  ));

it('whatever else is sent is an invalid cursor, and nothing worse', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      (text) => {
        expect(() => decodeCursor(text, types)).toThrow(InvalidCursor);
      },
    ),
  ));

it.each<[string, unknown[], KeyType[]]>([
  ['of another list', [1, 'a'], ['uuid']],
  ['with a key too few', [1], ['int', 'int']],
  ['with text that Postgres cannot hold', ['a\0b'], ['text']],
  ['with a number that does not fit its column', [2 ** 31], ['int']],
  ['from before there were computers', [-1], ['time']],
])('refuses a cursor %s', (_name, key, expected) =>
  expect(() => decodeCursor(encodeCursor(key as string[]), expected)).toThrow(InvalidCursor),
);
