/** What commands that measure keep in the repository. */
export { readJsonLines } from './read-json-lines.ts';
