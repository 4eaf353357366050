import fs from 'node:fs';
import path from 'node:path';

import { releaseFolder, type PreviousRelease } from './previous-release.ts';
import { runGit } from './run-git.ts';
import { parseSchema } from './schema/parse-schema.ts';

const help = `npm run cut-release [-- --commit <commit>] [-- --help]

Makes a commit (HEAD by default) the previous release: the one that the next has to run beside. Its schema, the names that its code uses and
a job of each of its queues are written to tools/upgrade/release; commit them with the tag. From then on "npm test" fails when a migration
that says "-- breaking: no" would break it, and "npm run upgrade-drill" upgrades from it.`;

if (process.argv.includes('--help')) {
  console.log(help);
} else {
  const position = process.argv.indexOf('--commit');
  cut(position === -1 ? 'HEAD' : (process.argv[position + 1] ?? ''));
}

function cut(revision: string): void {
  const commit = runGit('rev-parse', '--verify', `${revision}^{commit}`).trim();
  const read = (file: string): string => runGit('show', `${commit}:${file}`);
  const list = (folder: string): string[] => runGit('ls-tree', '--name-only', commit, `${folder}/`).trim().split('\n');
  const schema = read('libs/database/schema.sql');
  const release: PreviousRelease = {
    version: (JSON.parse(read('package.json')) as { version: string }).version,
    commit,
    migration: path.basename(
      list('libs/database/migrations')
        .filter((file) => file.endsWith('.sql'))
        .at(-1) ?? '',
      '.sql',
    ),
    names: namesIn(commit, schema),
    jobs: Object.fromEntries(list('libs/schemas/golden').map((file) => [path.basename(file, '.json'), JSON.parse(read(file)) as unknown])),
  };
  fs.mkdirSync(releaseFolder, { recursive: true });
  fs.writeFileSync(path.join(releaseFolder, 'release.json'), `${JSON.stringify(release, null, 2)}\n`);
  fs.writeFileSync(path.join(releaseFolder, 'schema.sql'), schema);
  console.log(`release ${release.version} (${commit.slice(0, 12)}): schema up to ${release.migration}, ${release.names.length} names`);
}

/**
 * Which of the schema's names stand anywhere in the code that speaks SQL: tables and columns as words, for kysely in camel case; functions where
 * they are called, or named between quotes.
 */
function namesIn(commit: string, schema: string): string[] {
  const grep = (pattern: string): string[] => runGit('grep', '-ohE', pattern, commit, '--', 'libs/database/src/*.ts').split('\n');
  const words = new Set(grep('[A-Za-z_][A-Za-z0-9_]*').flatMap((word) => [word, toSnake(word)]));
  const calls = new Set(grep("[a-z0-9_]+\\(|'[a-z0-9_]+'").map((call) => call.replaceAll(/['(]/g, '')));
  const { tables, functions } = parseSchema(schema);
  const held = [...tables].flatMap(([name, { columns }]) => [name, ...columns.keys()]).filter((name) => words.has(name));
  const called = [...functions.keys()].map((signature) => signature.slice(0, signature.indexOf('('))).filter((name) => calls.has(name));
  return [...new Set([...held, ...called])].sort();
}

function toSnake(word: string): string {
  return word.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
