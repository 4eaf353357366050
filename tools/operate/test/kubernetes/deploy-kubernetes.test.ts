import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';

import { repositoryRoot } from '@sylion/launch/embedded';

import { buildKustomization } from './build-kustomization.ts';
import { ofKind } from './manifest.ts';
import { apps, overlayFolder, overlays } from './overlays.ts';

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
const page = read('docs/deploy-kubernetes.md');
const script = [...page.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, text]) => text).join('\n');
/** One command each, however many lines it has. */
const commands = script
  .replace(/\\\n\s*/g, '')
  .replace(/\|\n\s*/g, '| ')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
const starting = (words: string): string[] => commands.filter((command) => command.includes(words));
const production = buildKustomization(overlayFolder('production'));
const migration = buildKustomization(overlayFolder('production/migrate'));
const externalSecrets = ofKind<IExternalSecret>(migration, 'ExternalSecret');

describe('docs/deploy-kubernetes.md', () => {
  it('is typed as it stands: a shell takes it, and it needs no program that the page does not name', () => {
    execFileSync('bash', ['-n'], { input: script });
    const programs = new Set(commands.flatMap((command) => command.split(/ && | \| /)).map((command) => /^[\w.-]+/.exec(command)?.[0]));
    const shell = ['cd', 'export', 'for', 'done', 'read', 'echo', 'printf'];
    expect([...programs].filter((program) => !shell.includes(program ?? '')).sort()).toEqual([
      'curl',
      'docker',
      'gcloud',
      'git',
      'kubectl',
    ]);
    expect(page).toContain('on your machine: git, docker, kubectl, gcloud, openssl, curl');
  });

  it('uses no variable before it is set', () => {
    const known = new Set<string>();
    for (const command of commands) {
      for (const [, name = ''] of command.matchAll(/^(?:export|for) (\w+)/g)) known.add(name);
      for (const [, name = ''] of command.matchAll(/^read .* (\w+) &&/g)) known.add(name);
      const used = [...command.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
      expect([command, used.filter((name) => !known.has(name))]).toEqual([command, []]);
    }
  });

  it('names files, commands and variables that are there', () => {
    const files = [...page.matchAll(/(?<![\w./-])(?:k8s|docker|tools|docs)\/[\w./-]*\w/g)].map(([file]) => file);
    const linked = [...page.matchAll(/\]\((\w[\w-]*\.md)\)/g)].map(([, file]) => `docs/${file}`);
    expect(files.length).toBeGreaterThan(15);
    expect([...files, ...linked].filter((file) => !fs.existsSync(path.join(repositoryRoot, file)))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, name = ''] of page.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts)).toContain(name);
    const inShell = [...script.matchAll(/^export (\w+)/gm)].map(([, name]) => name);
    const variables = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name).filter((name) => !inShell.includes(name));
    const documented = [...read('.env.example').matchAll(/^([A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(variables.filter((name) => !documented.includes(name) && name !== 'DATABASE_POOL_SIZE')).toEqual([]);
  });

  it('applies what can be built, migration first, and waits for what is in it', () => {
    const applied = starting('kubectl apply').flatMap((command) => /-k "?([^" ]+)/.exec(command)?.[1] ?? []);
    expect(applied).toEqual(['k8s/base/ground', 'k8s/overlays/$OVERLAY/migrate', 'k8s/overlays/$OVERLAY']);
    for (const folder of applied.flatMap((name) => overlays.map((overlay) => name.replace('$OVERLAY', overlay))))
      expect(buildKustomization(path.join(repositoryRoot, folder)).length).toBeGreaterThan(5);
    const waited = [...script.matchAll(/\b(deployment|job)\/([\w-]+)/g)].map(([, kind, name]) => `${kind} ${name}`);
    const there = [...production, ...migration].map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.name}`);
    expect(waited.filter((name) => !there.includes(name))).toEqual([]);
    expect(new Set(waited.filter((name) => name.startsWith('deployment')))).toEqual(new Set(apps.map((app) => `deployment ${app}`)));
    const position = (words: string) => commands.findIndex((command) => command.startsWith(words));
    expect(position('kubectl wait job/migrate')).toBeLessThan(position('kubectl apply -k "k8s/overlays/$OVERLAY"'));
    for (const command of starting('--namespace')) expect(command).toMatch(/--namespace (sylion|monitoring)\b/);
  });

  it('can be typed again: what a release brings besides images is replaced, not made twice', () => {
    expect(starting('kubectl create configmap')).toEqual([expect.stringMatching(/--dry-run=client --output yaml \| *kubectl apply /)]);
  });

  it('makes every secret that a pod asks for, with the operator and by hand', () => {
    const wanted = externalSecrets.flatMap(({ spec }) => spec?.data?.map(({ remoteRef }) => remoteRef.key) ?? []);
    const made = starting('gcloud secrets create').map((command) => /secrets create ([\w-]+)/.exec(command)?.[1] ?? '');
    expect(made.sort()).toEqual([...new Set(wanted)].sort());
    const byHand = starting('kubectl create secret').map((command) => ({
      name: /generic ([\w-]+)/.exec(command)?.[1],
      keys: [...command.matchAll(/--from-literal "(\w+)=\$\1"/g)].map(([, key = '']) => key).sort(),
    }));
    const byOperator = externalSecrets.map(({ metadata, spec }) => ({
      name: metadata?.name,
      keys: (spec?.data ?? []).map(({ secretKey }) => secretKey).sort(),
    }));
    const byName = (one: { name?: string }, other: { name?: string }): number => ((one.name ?? '') < (other.name ?? '') ? -1 : 1);
    expect(byHand.sort(byName)).toEqual(byOperator.sort(byName));
  });

  it('lists every file in which something is to be filled in', () => {
    const folder = overlayFolder('production');
    const files = fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => fs.statSync(path.join(folder, name)).isFile());
    const open = files.filter((name) =>
      /example\.com|my-project|my-bucket|10\.10\.0\.|^\w+=$/m.test(fs.readFileSync(path.join(folder, name), 'utf8')),
    );
    expect(open.length).toBeGreaterThan(4);
    expect(open.filter((name) => !page.includes(path.basename(name)))).toEqual([]);
    for (const name of ['release/kustomization.yaml', 'settings/platform.env', 'settings/gateway.env'])
      expect(page).toContain(`| \`k8s/overlays/production/${name}\` |`);
  });

  it('tells how things scale as they do', () => {
    for (const { metadata, spec } of ofKind<IScaledObject>(production, 'ScaledObject'))
      expect(page).toMatch(new RegExp(`^\\| ${metadata?.name} \\|.*\\| ${spec?.minReplicaCount} and ${spec?.maxReplicaCount} \\|$`, 'm'));
    const thresholds = ofKind<IScaledObject>(production, 'ScaledObject').flatMap(
      ({ spec }) => spec?.triggers.map(({ metadata }) => metadata['threshold']) ?? [],
    );
    expect(thresholds.filter((threshold) => threshold !== undefined)).toEqual(['30', '10', '0.5', '30', '5', '2', '60']);
  });
});
