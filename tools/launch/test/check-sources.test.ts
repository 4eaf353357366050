import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../src/embedded/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A small repository in which everything is in order, but for the files that a test puts over it. */
const orderly = {
  'README.md':
    'Look at `libs/one/src/index.ts`, at [two](libs/two/src/index.ts#top), at `libs/*/src`, and at `libs/<name>/src`.\n```\nlibs/gone.ts\n```\n',
  'libs/one/package.json': JSON.stringify({
    name: '@sylion/one',
    dependencies: { '@sylion/two': '*' },
    devDependencies: { '@sylion/three': '*' },
  }),
  'libs/one/tsconfig.json': JSON.stringify({ references: [{ path: '../two' }, { path: '../three' }] }),
  'libs/one/src/index.ts': `import { two } from '@sylion/two';\nexport { two };\n`,
  'libs/one/src/index.test.ts': `import '@sylion/three';\n`,
  'libs/two/package.json': JSON.stringify({ name: '@sylion/two' }),
  'libs/two/tsconfig.json': '{}',
  'libs/two/src/index.ts': 'export const two = 2;\n',
  'libs/three/package.json': JSON.stringify({ name: '@sylion/three' }),
};

describe('check-sources', () => {
  const folder = temporaryFolder();
  let count = 0;
  const check = (changes: Record<string, string> = {}) => {
    const repository = path.join(folder, String((count += 1)));
    for (const [file, text] of Object.entries({ ...orderly, ...changes })) {
      fs.mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
      fs.writeFileSync(path.join(repository, file), text);
    }
    execFileSync('git', ['init', '--quiet', repository]);
    const { status, stderr } = spawnSync(process.execPath, [path.join(repositoryRoot, 'tools/launch/check-sources.mjs'), repository], {
      encoding: 'utf8',
    });
    return { status, problems: stderr.split('\n').filter((line) => line !== '') };
  };
  const lines = (number: number): string => 'export {};\n'.repeat(number);

  it('says nothing about a repository in order', () => {
    expect(check()).toEqual({ status: 0, problems: [] });
  });

  it.each([
    ['a file that is too long', { 'libs/two/src/long.ts': lines(301) }, 'libs/two/src/long.ts: 301 lines, at most 300 are allowed'],
    [
      'a test that is too long',
      { 'libs/two/test/long.test.ts': lines(501) },
      'libs/two/test/long.test.ts: 501 lines, at most 500 are allowed',
    ],
    ['an index that is too long', { 'libs/two/src/index.ts': lines(31) }, 'libs/two/src/index.ts: 31 lines, at most 30 are allowed'],
    ['a main that is too long', { 'apps/a/src/main.ts': lines(31) }, 'apps/a/src/main.ts: 31 lines, at most 30 are allowed'],
    [
      'sources that are long on the whole',
      {
        'libs/two/src/index.ts': lines(30),
        'libs/two/src/a.ts': lines(61),
        'libs/two/src/b.ts': lines(61),
        'libs/two/src/c.ts': lines(61),
      },
      'sizes: the median file has 61 lines, at most 60 are allowed',
    ],
    ['many long sources', { 'libs/two/src/long.ts': lines(201) }, 'sizes: one file in ten has 201 lines or more, at most 200 are allowed'],
    [
      'a path that does not exist',
      { 'CONTRIBUTING.md': 'See `libs/two/src/gone.ts`.' },
      'CONTRIBUTING.md: names libs/two/src/gone.ts, which does not exist',
    ],
    [
      'a link that leads nowhere',
      { 'docs/way-of-a-message.md': '[x](../libs/gone)' },
      'docs/way-of-a-message.md: names libs/gone, which does not exist',
    ],
    [
      'a dependency that only tests import',
      { 'libs/one/src/index.ts': '', 'libs/one/src/index.test.ts': `import '@sylion/two';\nimport '@sylion/three';\n` },
      'libs/one: package.json lists as a dependency what only tests import, @sylion/two',
    ],
    [
      'a path of one machine',
      { 'libs/two/notes.md': `see /${'home'}/ana/project` },
      `libs/two/notes.md:1: names a path of one machine (/${'home'}/ana/project)`,
    ],
    ['a folder named after nothing', { 'libs/two/src/utils/x.ts': '' }, 'libs/two/src/utils/: a folder is named after what is in it'],
  ])('reports %s', (_, changes, problem) => {
    expect(check(changes as Record<string, string>)).toEqual({ status: 1, problems: expect.arrayContaining([problem]) });
  });

  it('reports every dependency that is missing or idle, in package.json and in tsconfig.json', () => {
    const { problems } = check({ 'libs/two/src/index.ts': `import '@sylion/three';\n`, 'libs/one/src/index.ts': '' });
    expect(problems).toEqual([
      'libs/one: package.json lists, but nothing imports, @sylion/two',
      'libs/one: tsconfig.json refers without need to libs/two',
      'libs/two: package.json lacks the dependency @sylion/three',
      'libs/two: tsconfig.json does not refer to libs/three',
    ]);
  });
});
