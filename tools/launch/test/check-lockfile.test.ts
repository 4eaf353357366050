import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './temporary-folder.ts';

const program = fileURLToPath(new URL('../check-lockfile.mjs', import.meta.url));

describe('check-lockfile', () => {
  const parent = temporaryFolder();
  const sealed = { integrity: 'sha512-c2VhbA==' };
  const check = (packages: object, settings = '') => {
    const folder = path.join(parent, randomUUID());
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages }));
    fs.writeFileSync(path.join(folder, '.npmrc'), settings);
    const { status, stderr } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' });
    return { exitCode: status, problems: stderr.trim() };
  };

  it('accepts a lockfile whose optional packages stand beside or above their user', () => {
    const packages = {
      '': { optionalDependencies: { one: '1.0.0' } },
      'node_modules/one': { ...sealed, optionalDependencies: { '@two/inner': '^1.0.0', three: '^1.0.0' } },
      'node_modules/one/node_modules/@two/inner': { ...sealed, version: '1.0.0' },
      'node_modules/three': { ...sealed, version: '1.0.0' },
    };
    expect(check(packages, 'omit-lockfile-registry-resolved=true\nfund=false\n')).toEqual({ exitCode: 0, problems: '' });
  });

  it('names every optional package that is missing', () => {
    const packages = { '': {}, 'node_modules/compiler': { ...sealed, optionalDependencies: { 'compiler-darwin': '1.2.3' } } };
    expect(check(packages)).toEqual({ exitCode: 1, problems: 'node_modules/compiler: optional compiler-darwin@1.2.3 is missing' });
  });

  it('names every package that may be replaced under its name', () => {
    const packages = { '': {}, 'node_modules/one': { version: '1.0.0' }, 'node_modules/two': { integrity: 'sha1-b2xk' } };
    expect(check(packages).problems).toBe(
      'node_modules/one: has no sha512 of its contents\nnode_modules/two: has no sha512 of its contents',
    );
  });

  it('names every package with an address', () => {
    const packages = {
      '': {},
      'node_modules/one': { ...sealed, resolved: 'https://packages.example/one.tgz' },
      'node_modules/own': { resolved: 'libs/own', link: true },
    };
    expect(check(packages)).toEqual({ exitCode: 1, problems: 'node_modules/one: has a resolved address' });
  });

  it('names every setting with a registry', () => {
    const settings = 'fund=false\n@scope:registry=https://packages.example/\n//packages.example/:_authToken=x\n';
    expect(check({ '': {} }, settings)).toEqual({ exitCode: 1, problems: '.npmrc:2: names a registry\n.npmrc:3: names a registry' });
  });
});
