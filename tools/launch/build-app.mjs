// Bundles the app in the current folder: src/main.ts → dist/main.mjs, and every *-child.ts, a process of its own, beside it. With --full (or BUNDLE_DEPS=1) the bundle needs no node_modules.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const isFull = process.argv.includes('--full') || process.env.BUNDLE_DEPS === '1';
const { name } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const outputFile = 'dist/main.mjs';
const childEntries = fs.globSync('src/*/*-child.ts').map((file) => ({ in: file, out: path.basename(file, '.ts') }));

/** CommonJS packages inside an ES module still ask for what Node gives CommonJS files. */
const commonJsGlobals = `
import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
import { dirname as __dirnameOf } from 'node:path';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);
const __dirname = __dirnameOf(__filename);
`;

/** Leaves every import of an npm package as it is; our own packages have no build of their own and go into the bundle. */
const externalPackages = {
  name: 'external-packages',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ kind, path }) => {
      const isOurs = kind === 'entry-point' || path.startsWith('@sylion/');
      return isOurs ? undefined : { path, external: true };
    });
  },
};

fs.rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: [{ in: 'src/main.ts', out: 'main' }, ...childEntries],
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  conditions: ['@sylion/source'],
  logLevel: 'warning',
  plugins: isFull ? [] : [externalPackages],
  banner: isFull ? { js: commonJsGlobals } : {},
});
console.log(`${name}: ${outputFile} ${Math.ceil(fs.statSync(outputFile).size / 1024)} kB`);
