// Checks what no compiler and no linter sees: sizes, paths named in documents, dependencies, machine paths, folder names.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const help = `node tools/launch/check-sources.mjs [folder] [--help]

  sizes      median and 90th percentile of the TypeScript files, none too long, index.ts and main.ts at most 30 lines; not what a
             command writes (a folder called generated)
  documents  every path of this repository that README, CONTRIBUTING, the two docs/way-of-*.md and docs/upgrades.md name exists
  packages   every package.json lists exactly the workspace packages that its sources import, and tsconfig.json refers to them
  words      no path of somebody's machine in a file, no folder named after nothing (utils, helpers, …)

Exit code 1 when a check fails.`;

const budget = { medianLines: 60, percentile90Lines: 200, maxLines: 300, maxTestLines: 500, maxIndexLines: 30, maxMainLines: 30 };
const documents = ['README.md', 'CONTRIBUTING.md', 'docs/way-of-a-message.md', 'docs/way-of-a-document.md', 'docs/upgrades.md'];
const emptyNames = ['utils', 'helpers', 'common', 'shared', 'core', 'misc'];

if (process.argv.includes('--help')) {
  console.log(help);
  process.exit(0);
}
const folder = path.resolve(process.argv[2] ?? root);
const files = listFiles();
const read = (file) => fs.readFileSync(path.join(folder, file), 'utf8');
const problems = [...checkSizes(), ...checkDocuments(), ...checkPackages(), ...checkWords()];
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0
    ? `sources: ${files.length} files in order`
    : `sources: ${problems.length} problem${problems.length === 1 ? '' : 's'}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Tracked files and new ones that are not ignored; without a deleted one's name. */
function listFiles() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return [...new Set(listed.split('\0'))].filter((file) => file !== '' && fs.existsSync(path.join(folder, file)));
}

function checkSizes() {
  const sources = files
    .filter((file) => /^(apps|libs|tools)\/.*\.ts$/.test(file) && !file.includes('/generated/'))
    .map((file) => ({ file, lines: countLines(file) }))
    .sort((one, other) => one.lines - other.lines);
  if (sources.length === 0) return [];
  const at = (share) => sources[Math.min(sources.length - 1, Math.floor(share * sources.length))].lines;
  const [median, percentile90, longest] = [at(0.5), at(0.9), sources.at(-1)];
  console.log(`sizes: ${sources.length} files, median ${median}, p90 ${percentile90}, max ${longest.lines} lines (${longest.file})`);
  return [
    ...(median > budget.medianLines ? [`sizes: the median file has ${median} lines, at most ${budget.medianLines} are allowed`] : []),
    ...(percentile90 > budget.percentile90Lines
      ? [`sizes: one file in ten has ${percentile90} lines or more, at most ${budget.percentile90Lines} are allowed`]
      : []),
    ...sources
      .filter(({ file, lines }) => lines > allowedLines(file))
      .map(({ file, lines }) => `${file}: ${lines} lines, at most ${allowedLines(file)} are allowed`),
  ];
}

function countLines(file) {
  return read(file).split('\n').length - 1;
}

function allowedLines(file) {
  if (/^libs\/[^/]+\/src\/index\.ts$/.test(file)) return budget.maxIndexLines;
  if (/^apps\/[^/]+\/src\/main\.ts$/.test(file)) return budget.maxMainLines;
  return isTest(file) ? budget.maxTestLines : budget.maxLines;
}

function isTest(file) {
  return /\.test\.ts$|^[^/]+\/[^/]+\/test\//.test(file);
}

/** A path in backticks or in a link; one with a placeholder in it, or from outside the repository's folders, is not ours to check. */
function checkDocuments() {
  return documents
    .filter((file) => files.includes(file))
    .flatMap((file) => {
      const prose = read(file).replace(/^```[^]*?^```/gm, '');
      const linked = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
        .filter(([, target]) => !/^([a-z]+:|#)/.test(target))
        .map(([, target]) => path.posix.join(path.posix.dirname(file), target));
      const quoted = [...prose.matchAll(/`([^`\s]+)`/g)]
        .map(([, text]) => text)
        .filter((text) => /^(\.\/)?(apps|libs|tools|docs|docker|k8s|\.ci)\//.test(text));
      return [...new Set([...linked, ...quoted])]
        .map((target) =>
          target
            .replace(/[#?].*$/, '')
            .replace(/:\d+$/, '')
            .replace(/^\.\//, ''),
        )
        .filter((target) => !/[<>{}…]/.test(target) && !matches(target))
        .map((target) => `${file}: names ${target}, which does not exist`);
    });
}

function matches(target) {
  if (!target.includes('*')) return fs.existsSync(path.join(folder, target));
  const pattern = new RegExp(
    `^${target
      .split('*')
      .map((part) => part.replace(/[.+?^$()|[\]\\]/g, '\\$&'))
      .join('[^/]*')}`,
  );
  return files.some((file) => pattern.test(file));
}

function checkPackages() {
  const folders = files.filter((file) => /^(apps|libs|tools)\/[^/]+\/package\.json$/.test(file)).map((file) => path.posix.dirname(file));
  const packages = folders.map((home) => ({ home, description: JSON.parse(read(`${home}/package.json`)) }));
  const homeOf = new Map(packages.map(({ home, description }) => [description.name, home]));
  return packages.flatMap(({ home, description }) => {
    const sources = files
      .filter((file) => file.startsWith(`${home}/`) && /\.(ts|mjs)$/.test(file))
      .map((file) => ({ isTest: isTest(file), names: importedPackages(file, homeOf, description.name) }));
    const needed = union(sources.filter((source) => !source.isTest));
    const neededByTests = union(sources.filter((source) => source.isTest));
    const [listed, listedForTests] = [description.dependencies, description.devDependencies].map((list) =>
      Object.keys(list ?? {}).filter((name) => homeOf.has(name)),
    );
    const referred = references(home);
    const wanted = [...new Set([...needed, ...neededByTests])].map((name) => homeOf.get(name));
    const say = (words, names) => names.map((name) => `${home}: ${words} ${name}`);
    return [
      ...say(
        'package.json lacks the dependency',
        needed.filter((name) => !listed.includes(name)),
      ),
      ...say(
        'package.json lacks the devDependency',
        neededByTests.filter((name) => !listed.includes(name) && !listedForTests.includes(name)),
      ),
      ...say(
        'package.json lists, but nothing imports,',
        [...listed, ...listedForTests].filter((name) => !needed.includes(name) && !neededByTests.includes(name)),
      ),
      ...say(
        'package.json lists as a dependency what only tests import,',
        listed.filter((name) => !needed.includes(name) && neededByTests.includes(name)),
      ),
      ...say(
        'package.json lists twice',
        listed.filter((name) => listedForTests.includes(name)),
      ),
      ...say(
        'tsconfig.json does not refer to',
        wanted.filter((target) => !referred.includes(target)),
      ),
      ...say(
        'tsconfig.json refers without need to',
        referred.filter((target) => !wanted.includes(target)),
      ),
    ];
  });
}

function union(sources) {
  return [...new Set(sources.flatMap(({ names }) => names))].sort();
}

function importedPackages(file, homeOf, ownName) {
  const specifiers = [...read(file).matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)'(@[^'/]+\/[^'/]+)/gm)].map(([, name]) => name);
  return specifiers.filter((name) => homeOf.has(name) && name !== ownName);
}

function references(home) {
  if (!fs.existsSync(path.join(folder, home, 'tsconfig.json'))) return [];
  return (JSON.parse(read(`${home}/tsconfig.json`)).references ?? []).map((reference) => path.posix.join(home, reference.path));
}

function checkWords() {
  const own = 'tools/launch/check-sources.mjs';
  const machinePath = /(?<![\w./:}-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]+/;
  const texts = files.filter(
    (file) => file !== own && !file.endsWith('package-lock.json') && fs.statSync(path.join(folder, file)).size < 2_000_000,
  );
  const folders = [
    ...new Set(
      files.flatMap((file) =>
        path.posix
          .dirname(file)
          .split('/')
          .map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
      ),
    ),
  ];
  return [
    ...texts.flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, index) =>
          machinePath.test(line) ? [`${file}:${index + 1}: names a path of one machine (${machinePath.exec(line)[0]})`] : [],
        ),
    ),
    ...folders
      .filter((name) => emptyNames.includes(path.posix.basename(name)))
      .map((name) => `${name}/: a folder is named after what is in it`),
  ];
}
