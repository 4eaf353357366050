import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of this checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Tells a person what is wrong and what to do, and ends the process. */
export function fail(message, exitCode = 1) {
  console.error(`[launch] ${message}`);
  process.exit(exitCode);
}
