// Makes what an image carries: programs that need no node_modules, the files that they read while they run, and a list of what is inside.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './bundle-program.mjs';
import { listContents } from './list-contents.mjs';

const help = `node tools/bundle/build-image.mjs <app> <folder> [--help]

  <app>     a folder of apps/ or tools/: gateway, processor-worker, rag-ingest-worker, admin-api, migrate or operate
  <folder>  is made anew, with two folders in it:
    tree      what the image carries
    contents  package.json and package-lock.json of the npm packages in it, for npm sbom

Its programs are src/main.ts and every *-child.ts, and what its package.json says under "image":
  programs  more of them: paths of TypeScript files
  files     what they read while they run: { "to, in the tree": "from, in the repository" }`;

const repository = fileURLToPath(new URL('../..', import.meta.url));
const [app, folder] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const home = ['apps', 'tools']
  .map((group) => path.join(repository, group, app ?? ''))
  .find((candidate) => app && fs.existsSync(path.join(candidate, 'package.json')));
if (process.argv.includes('--help') || !folder || !home) {
  console.log(help);
  process.exit(process.argv.includes('--help') ? 0 : 2);
}

const [tree, contents] = ['tree', 'contents'].map((name) => path.resolve(folder, name));
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const writeJson = (file, value) => fs.writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

fs.rmSync(path.resolve(folder), { recursive: true, force: true });
fs.mkdirSync(contents, { recursive: true });
process.chdir(home);
const { name, version, image = {} } = readJson('package.json');
const programs = [...fs.globSync(['src/main.ts', 'src/*/*-child.ts']), ...(image.programs ?? [])];
const bundled = await bundleProgram({ files: programs, outputFolder: path.join(tree, 'dist'), isFull: true });
for (const [to, from] of Object.entries(image.files ?? {}))
  fs.cpSync(path.join(repository, from), path.join(tree, to), { recursive: true });

const lockfile = readJson(path.join(repository, 'package-lock.json'));
const inside = listContents({ name, version, files: bundled, lockfile });
writeJson(path.join(contents, 'package.json'), inside.manifest);
writeJson(path.join(contents, 'package-lock.json'), inside.lockfile);
console.log(`${name}: ${Object.keys(inside.manifest.dependencies).length} packages`);
