import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { storable } from './fields.ts';

/** What one column of a sort key can be in a cursor. A time is in microseconds since 1970, as exact as Postgres keeps it. */
const keySchemas = {
  uuid: idSchema,
  time: z.int().min(0),
  int: z.int32(),
  text: z.string().refine((text) => text === storable(text)),
};
export type KeyType = keyof typeof keySchemas;
export type Key = readonly (string | number)[];

/** The text is no cursor, or that of a list with another order. */
export class InvalidCursor extends Error {
  readonly code = 'invalid_cursor';
  constructor() {
    super('the cursor is none of this list');
    this.name = 'InvalidCursor';
  }
}

/** The place after an item, told by its sort key and not by its number: items that come or go meanwhile move nothing. */
export const encodeCursor = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** @throws {InvalidCursor} unless the cursor holds one value of each of these types, in this order. */
export function decodeCursor(cursor: string, types: readonly KeyType[]): Key {
  const key = parseKey(cursor);
  if (!Array.isArray(key) || key.length !== types.length) throw new InvalidCursor();
  return types.map((type, index) => {
    const value = keySchemas[type].safeParse(key[index]);
    if (!value.success) throw new InvalidCursor();
    return value.data;
  });
}

function parseKey(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new InvalidCursor();
  }
}
