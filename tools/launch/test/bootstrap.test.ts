import { execFile } from 'node:child_process';
import type { ExecFileException } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';

const launchFolder = fileURLToPath(new URL('..', import.meta.url));

/** Stands for npm: records its arguments and PATH, takes a moment, and brings a `node` like the real packages do. */
const fakeNpm = `#!/bin/sh
echo "$*" >> ../npm-calls
echo "$PATH" > ../npm-path
if [ -e ../npm-fails ]; then echo 'the network is away' >&2; exit 7; fi
/bin/sleep 0.3
/bin/rm -rf node_modules
/bin/mkdir -p node_modules/.bin
/bin/ln -s "${process.execPath}" node_modules/.bin/node
`;

describe('bootstrap', () => {
  const parent = temporaryFolder();

  it('installs a fresh clone once, without install scripts', async () => {
    const clone = freshClone(parent);
    expect(await clone.run('bootstrap.mjs')).toMatchObject({ exitCode: 0, errors: expect.stringContaining('dependencies installed in') });
    expect(await clone.run('bootstrap.mjs')).toEqual({ exitCode: 0, output: '', errors: '' });
    expect(clone.npmCalls()).toEqual([expect.stringMatching(/^ci --ignore-scripts /)]);
  });

  it('installs again when the lockfile changed', async () => {
    const clone = freshClone(parent);
    await clone.run('bootstrap.mjs');
    fs.writeFileSync(path.join(clone.folder, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
    await clone.run('bootstrap.mjs');
    expect(clone.npmCalls()).toHaveLength(2);
  });

  it('installs once when several processes ask at the same moment, even after one died installing', async () => {
    const clone = freshClone(parent);
    fs.mkdirSync(path.join(clone.folder, '.bootstrap-lock'));
    fs.writeFileSync(path.join(clone.folder, '.bootstrap-lock/pid'), '4194304');
    const results = await Promise.all([1, 2, 3].map(() => clone.run('bootstrap.mjs')));
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(clone.npmCalls()).toHaveLength(1);
    expect(fs.readdirSync(clone.folder).filter((name) => name.startsWith('.bootstrap-lock'))).toEqual([]);
  });

  it('never runs npm on the Node that npm is about to delete', async () => {
    const clone = freshClone(parent);
    await clone.run('bootstrap.mjs');
    expect(fs.readFileSync(path.join(clone.folder, '../npm-path'), 'utf8')).not.toContain('node_modules/.bin');
  });

  it('says what failed, ends with npm’s exit code, and tries again the next time', async () => {
    const clone = freshClone(parent);
    const marker = path.join(clone.folder, '../npm-fails');
    fs.writeFileSync(marker, '');
    const failed = await clone.run('bootstrap.mjs');
    expect(failed).toMatchObject({ exitCode: 7, errors: expect.stringContaining('the network is away') });
    expect(failed.errors).toContain('`npm ci` ended with 7');
    fs.rmSync(marker);
    expect(await clone.run('bootstrap.mjs')).toMatchObject({ exitCode: 0 });
  });

  it('runs TypeScript sources with their conditions, arguments and exit code', async () => {
    const clone = freshClone(parent);
    fs.mkdirSync(path.join(clone.folder, 'tools/launch/src'));
    fs.writeFileSync(
      path.join(clone.folder, 'tools/launch/src/start.ts'),
      'const words: string[] = [...process.execArgv, ...process.argv.slice(2)];\nconsole.log(words.join(" "));\nprocess.exit(3);\n',
    );
    expect(await clone.run('start.mjs', '--once')).toMatchObject({ exitCode: 3, output: '--conditions=@sylion/source --once\n' });
  });

  it('passes SIGTERM on and ends as its child does', async () => {
    const clone = freshClone(parent);
    fs.mkdirSync(path.join(clone.folder, 'tools/launch/src'));
    fs.writeFileSync(
      path.join(clone.folder, 'tools/launch/src/start.ts'),
      'process.on("SIGTERM", () => { console.log("ended in order"); process.exit(0); });\nprocess.kill(process.ppid, "SIGTERM");\nsetInterval(() => undefined, 1_000);\n',
    );
    expect(await clone.run('start.mjs')).toMatchObject({ exitCode: 0, output: 'ended in order\n' });
  });
});

interface Result {
  exitCode: number;
  output: string;
  errors: string;
}

function freshClone(parent: string) {
  const home = path.join(parent, randomUUID());
  const folder = path.join(home, 'clone');
  fs.mkdirSync(path.join(folder, 'tools/launch'), { recursive: true });
  for (const name of fs.readdirSync(launchFolder).filter((each) => each.endsWith('.mjs'))) {
    fs.copyFileSync(path.join(launchFolder, name), path.join(folder, 'tools/launch', name));
  }
  fs.writeFileSync(path.join(folder, 'package-lock.json'), '{}');
  fs.writeFileSync(path.join(home, 'npm'), fakeNpm, { mode: 0o755 });

  const environment = { ...process.env, PATH: [path.join(folder, 'node_modules/.bin'), home, process.env.PATH].join(':') };
  return {
    folder,
    npmCalls: () => fs.readFileSync(path.join(home, 'npm-calls'), 'utf8').trim().split('\n'),
    run: (script: string, ...args: string[]) =>
      new Promise<Result>((resolve) => {
        const words = [path.join(folder, 'tools/launch', script), ...args];
        execFile(process.execPath, words, { env: environment }, (error: ExecFileException | null, output, errors) =>
          resolve({ exitCode: error === null ? 0 : Number(error.code), output, errors }),
        );
      }),
  };
}
