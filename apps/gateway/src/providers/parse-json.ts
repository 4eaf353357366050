import { cleanJson } from './clean-text.ts';

/** Parses JSON and cleans it (see `cleanJson`); undefined if it is not JSON. JSON inside a JSON string must pass here again. */
export const parseJson = (text: string): { value: unknown } | undefined => {
  try {
    return { value: cleanJson(JSON.parse(text)) };
  } catch {
    return undefined;
  }
};
