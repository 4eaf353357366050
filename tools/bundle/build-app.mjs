// Bundles the app in the current folder: src/main.ts → dist/main.mjs, and every *-child.ts, a process of its own, beside it.
import fs from 'node:fs';
import { bundleProgram } from './bundle-program.mjs';

const { name } = JSON.parse(fs.readFileSync('package.json', 'utf8'));

fs.rmSync('dist', { recursive: true, force: true });
await bundleProgram({ files: ['src/main.ts', ...fs.globSync('src/*/*-child.ts')], outputFolder: 'dist', isFull: false });
console.log(`${name}: dist/main.mjs ${Math.ceil(fs.statSync('dist/main.mjs').size / 1024)} kB`);
