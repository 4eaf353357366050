/** Text as Postgres can hold it: NUL and lone surrogates, which JSON can carry and `jsonb` cannot, become U+FFFD. */
export const cleanText = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();
