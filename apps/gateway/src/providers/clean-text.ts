/** Deeper nesting than any provider sends; beyond it a value is cut, so that no later recursion can overflow the stack. */
const maximumDepth = 64;

/** Replaces what Postgres or UTF-8 refuse: NUL and lone surrogates become U+FFFD. */
export const cleanText = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** Cleans every string and key of a parsed JSON value, cuts it below 64 levels and turns numbers beyond a double into null. */
export const cleanJson = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maximumDepth) return '(nested too deeply)';
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, depth + 1));
  // fromEntries defines own properties, so a "__proto__" key stays data.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleanJson(item, depth + 1)]));
};
