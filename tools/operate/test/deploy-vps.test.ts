import fs from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { repositoryRoot } from '@sylion/launch/embedded';

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
const guide = read('docs/deploy-vps.md');
const commands = [...guide.matchAll(/^```sh\n([^]*?)^```/gm)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
  .filter((line) => line !== '');
const quoted = [...guide.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
const { services } = parse(read('docker/compose.yaml'), { merge: true }) as {
  services: Record<string, { image?: string; command?: string[]; environment?: Record<string, string> }>;
};
const example = Object.fromEntries(
  [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);
const units = fs.readdirSync(path.join(repositoryRoot, 'docker/systemd'));
const everything = [...commands, ...quoted, ...units.flatMap((unit) => read(`docker/systemd/${unit}`).split('\n'))];
const found = (pattern: RegExp): string[] => [
  ...new Set(everything.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
];

describe('docs/deploy-vps.md', () => {
  it('names only files that there are', () => {
    const files = found(/(?:^|[\s=])(?:\/opt\/sylion\/|file:\/opt\/sylion\/)?((?:docker|docs|tools)\/[\w./*-]*|\.env\.example)/g);
    const ofTheOperator = /^docker\/(\.env$|google-credentials\.json$|secrets\b)/;
    expect(files.length).toBeGreaterThan(6);
    expect(files.filter((file) => !ofTheOperator.test(file) && fs.globSync(file, { cwd: repositoryRoot }).length === 0)).toEqual([]);
  });

  it('names only services, units, scripts and programs that there are', () => {
    const run = found(/docker compose (?:run --rm(?: --publish \S+| --no-deps)?|exec(?: --no-TTY)?|kill --signal HUP) ([a-z][\w-]*)/g);
    const listed = found(/docker compose (?:logs|up --detach --wait)(?: --?[\w-]+(?: \d+)?)*((?: [a-z][\w-]+)+)$/g).flatMap((names) =>
      names.trim().split(' '),
    );
    expect(run.length).toBeGreaterThan(3);
    expect([...run, ...listed].filter((name) => !(name in services))).toEqual([]);
    expect(found(/\b(sylion[\w-]*\.(?:service|timer))\b/g).filter((unit) => !units.includes(unit))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(found(/npm run ([\w-]+)/g).filter((script) => !(script in scripts))).toEqual([]);
    const programs = {
      'doctor.mjs': 'tools/migrate/package.json',
      'redrive.mjs': 'tools/migrate/package.json',
      'restore.mjs': 'tools/operate/package.json',
    };
    expect(found(/dist\/([\w-]+\.mjs)/g).sort()).toEqual([...Object.keys(programs), 'main.mjs'].sort());
    for (const [program, file] of Object.entries(programs)) expect(read(file)).toContain(`/${program.replace('.mjs', '.ts')}`);
  });

  it('needs no program that it did not install, and none that Debian does not have', () => {
    const installed = commands.flatMap((line) => /^apt-get install --yes (.*)$/.exec(line)?.[1]?.split(' ') ?? []);
    const ofDebian = ['apt-get', 'cp', 'install', 'journalctl', 'systemctl'];
    const ofTheShell = ['.', 'cd', 'done', 'export', 'for'];
    const programs = new Set(commands.map((line) => /^\s*([\w.-]+)/.exec(line)?.[1] ?? line));
    const known = [...installed, ...ofDebian, ...ofTheShell, 'docker', 'gcloud']; // of docker-cli, and of Cloud Shell
    expect(installed).toEqual(expect.arrayContaining(['docker-cli', 'docker-compose', 'docker-buildx', 'nano', 'openssl']));
    expect([...programs].filter((program) => !known.includes(program))).toEqual([]);
  });

  it('a reload leaves the monitoring alone, which is of the same project, and has nginx read its configuration again', () => {
    const reload = read('docker/systemd/sylion.service')
      .split('\n')
      .filter((line) => line.startsWith('ExecReload='));
    expect(reload.join('\n')).not.toContain('--remove-orphans');
    expect(reload.at(-1)).toMatch(/exec --no-TTY nginx .*20-envsubst-on-templates\.sh && nginx -t -c (\S+) && nginx -s reload -c \1/);
    expect(services['nginx']?.command).toContain('/tmp/nginx.conf');
    expect(services['nginx']?.environment).toMatchObject({ NGINX_ENVSUBST_OUTPUT_DIR: '/tmp' });
  });

  it('builds every image that compose.yaml runs', () => {
    const ours = Object.values(services).flatMap(({ image = '' }) => /^\$\{IMAGE_PREFIX[^}]*\}\/([\w-]+):/.exec(image)?.[1] ?? []);
    const built = commands.flatMap((line) =>
      [/^for app in (.*); do$/.exec(line)?.[1]?.split(' ') ?? [], /--tag sylion\/([a-z]+):/.exec(line)?.[1] ?? []].flat(),
    );
    expect([...new Set(built)].sort()).toEqual([...new Set(ours)].sort());
  });

  it('speaks of every variable that has to be set, and only of those that there are', () => {
    const placeholder = /change-me|example\.com|^my-|AAAA|my-project/;
    const toBeSet = Object.keys(example).filter((name) => placeholder.test(example[name] ?? ''));
    expect(toBeSet.length).toBeGreaterThan(12);
    expect(toBeSet.filter((name) => !quoted.includes(name))).toEqual([]);
    const ofTheOperator = ['REPOSITORY', 'KEY', 'TAG', 'OPERATOR', 'PASSWORD', 'NEW', 'MACHINE', 'RESTIC_PASSWORD', 'BASE', 'APP'];
    const named = [...new Set(quoted.filter((text) => /^[A-Z][A-Z_]+$/.test(text)))];
    expect(named.filter((name) => !(name in example) && !ofTheOperator.includes(name))).toEqual([]);
    const used = [...new Set(commands.flatMap((line) => [...line.matchAll(/\$\{?([A-Z_]+)/g)].map(([, name = '']) => name)))];
    const exported = commands.flatMap((line) => /^export (\w+)=/.exec(line)?.[1] ?? []);
    expect(used.filter((name) => !(name in example) && !exported.includes(name))).toEqual([]);
  });

  it('explains every word that a person has to replace', () => {
    const words = new Set(
      commands
        .filter((line) => !/^(curl|docker compose run --rm --publish)/.test(line) || line.includes('OPERATOR'))
        .flatMap((line) => line.match(/(?<![$\w"'{/.-])[A-Z][A-Z_]{2,}\b(?!=)/g) ?? []),
    );
    for (const word of words) expect([word, guide.includes(`\`${word}`) || word in example]).toEqual([word, true]);
  });
});
