import { GraphError } from '../graph/graph-error.ts';
import { stringAt, type JsonObject } from '../read-json.ts';
import { countCodePoints } from './count-code-points.ts';

/** The non-empty text at `key`. Throws 100 when it is missing, 131009 when it has more than `maxLength` code points. */
export function requireText(source: JsonObject | undefined, key: string, path: string, maxLength: number): string {
  const text = stringAt(source, key);
  if (text === undefined || text.trim() === '') throw new GraphError(100, `The parameter ${path} is required.`);
  if (countCodePoints(text) > maxLength)
    throw new GraphError(131009, `The parameter ${path} must be at most ${maxLength} characters long.`);
  return text;
}

/** Like `requireText`, but absence is fine. */
export function checkOptionalText(source: JsonObject | undefined, key: string, path: string, maxLength: number): void {
  if (source?.[key] !== undefined) requireText(source, key, path, maxLength);
}
