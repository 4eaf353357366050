import { cleanText } from '../clean-text.ts';
import type { JsonRecord } from '../read-json.ts';

/** Form fields by name, cleaned; of a field that came several times the first. Never fails: any bytes are some form. */
export const readFields = (rawBody: Buffer): JsonRecord => {
  const fields = [...new URLSearchParams(rawBody.toString('utf8'))].map(([name, value]) => [cleanText(name), cleanText(value)]);
  return Object.fromEntries(fields.reverse());
};
