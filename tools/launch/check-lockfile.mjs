// Fails when `npm ci` could not install from package-lock.json elsewhere, when it would take whatever comes under a name, or when the
// repository names a package registry.
// Usage: node check-lockfile.mjs [folder]
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const folder = path.resolve(process.argv[2] ?? root);
const lockfile = JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
const problems = [
  ...missingOptionalPackages(lockfile.packages),
  ...unsealedPackages(lockfile.packages),
  ...resolvedAddresses(lockfile.packages),
  ...registriesInConfiguration(),
];

for (const problem of problems) console.error(problem);
console.log(`package-lock.json: ${problems.length === 0 ? 'complete, sealed and free of addresses' : `${problems.length} problems`}`);
process.exit(problems.length === 0 ? 0 : 1);

/** npm leaves an optional package out when the registry has no copy of it; `npm ci` then refuses the whole lockfile. */
function missingOptionalPackages(packages) {
  return Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isInstalledFor(location, name, packages))
      .map(([name, range]) => `${location || 'package.json'}: optional ${name}@${range} is missing`),
  );
}

/** Whether Node would find the package from there: in the node_modules beside it or beside one of its parents. */
function isInstalledFor(location, name, packages) {
  for (let place = location; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    if (packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

/** Whoever answers for a package may send only what was there when the lockfile was written. */
function unsealedPackages(packages) {
  return Object.entries(packages)
    .filter(([location, { link, integrity }]) => location.includes('node_modules/') && !link && !/^sha512-/.test(integrity ?? ''))
    .map(([location]) => `${location}: has no sha512 of its contents`);
}

function resolvedAddresses(packages) {
  return Object.entries(packages)
    .filter(([, { resolved }]) => /^(git\+)?https?:/.test(resolved ?? ''))
    .map(([location]) => `${location}: has a resolved address`);
}

function registriesInConfiguration() {
  return configurationFiles().flatMap((file) =>
    fs
      .readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .map((text, index) => ({ text, place: `${file}:${index + 1}` }))
      .filter(({ text }) => /https?:\/\/|registry\S*\s*[=:]|^\/\//i.test(text) && !/^omit-lockfile-registry-resolved\s*=/.test(text.trim()))
      .map(({ place }) => `${place}: names a registry`),
  );
}

/** Tracked settings of package managers; outside a repository, the one in this folder. */
function configurationFiles() {
  const patterns = ['.npmrc', '.yarnrc', '.yarnrc.yml', 'bunfig.toml'].flatMap((name) => [name, `**/${name}`]);
  try {
    const listed = execFileSync('git', ['ls-files', '--', ...patterns], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return listed.split('\n').filter((file) => file !== '' && fs.existsSync(path.join(folder, file)));
  } catch {
    return ['.npmrc'].filter((file) => fs.existsSync(path.join(folder, file)));
  }
}
