export type JsonRecord = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or an empty one: for reading optional parts. */
export const readRecord = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

export const readList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The non-empty text; numbers count as text, since providers write ids both ways. */
export const readText = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The number, also from a string that spells one. */
export const readNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

export const readBoolean = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** Ids go into unique indexes, whose rows Postgres limits to about 2.7 kB: longer ones are no ids. */
export const readId = (value: unknown): string | undefined => {
  const id = readText(value);
  return id !== undefined && id.length <= 512 ? id : undefined;
};

/** A copy without the keys whose value is undefined. */
export const withoutUndefined = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
