import { ensureInstalled, runSource } from './bootstrap.mjs';

await ensureInstalled();
await runSource('tools/launch/src/start.ts');
