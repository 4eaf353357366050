// Makes a fresh clone usable: with any Node from 20 on, and before a single dependency is installed.
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

export { ensureInstalled } from './ensure-installed.mjs';
export { runSource } from './pinned-node.mjs';

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureInstalled();
