import path from 'node:path';
import { build } from 'esbuild';

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
    bundler.onResolve({ filter: /^[^./]/ }, ({ kind, path: specifier }) => {
      const isOurs = kind === 'entry-point' || specifier.startsWith('@sylion/');
      return isOurs ? undefined : { path: specifier, external: true };
    });
  },
};

/**
 * Bundles TypeScript programs: each file `src/…/name.ts` becomes `name.mjs` in the output folder, with our own packages inside.
 * @param files paths from the current folder
 * @param isFull whether npm's packages go into the bundle as well, so that it runs without node_modules
 * @returns the paths of all files that went into the bundles
 */
export async function bundleProgram({ files, outputFolder, isFull }) {
  const { metafile } = await build({
    absWorkingDir: process.cwd(),
    entryPoints: files.map((file) => ({ in: file, out: path.basename(file, '.ts') })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    sourcemap: !isFull,
    conditions: ['@sylion/source'],
    logLevel: 'warning',
    plugins: isFull ? [] : [externalPackages],
    banner: isFull ? { js: commonJsGlobals } : {},
  });
  return Object.keys(metafile.inputs).map((file) => path.resolve(file));
}
