import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';

import { repositoryRoot } from '@sylion/launch/embedded';

import { buildKustomization } from './build-kustomization.ts';
import { ofKind } from './manifest.ts';
import { apps, overlayFolder, overlays } from './overlays.ts';
import { readSettings } from './read-settings.ts';

export interface ConfigQuestion {
  readonly app: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The variables that the app reads, when all is well. */
export interface ConfigAnswer {
  readonly known: readonly string[];
  readonly problems: readonly string[];
}

async function askConfigs(questions: readonly ConfigQuestion[]): Promise<ConfigAnswer[]> {
  const program = path.join(import.meta.dirname, 'read-configs.ts');
  const words = ['--conditions=@sylion/source', program, JSON.stringify(questions)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env: { PATH: process.env.PATH } });
  return JSON.parse(stdout) as ConfigAnswer[];
}

/** The values of `.env.example`: a secret comes from elsewhere, and has its shape. */
const example = Object.fromEntries(
  [...fs.readFileSync(path.join(repositoryRoot, '.env.example'), 'utf8').matchAll(/^([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [
    name,
    value ?? '',
  ]),
);

const isSet = ([, value]: [string, string]): boolean => value !== '';

describe.each(overlays)('in %s', (overlay) => {
  const built = buildKustomization(overlayFolder(overlay));
  const secretsOf = (app: string): string[] =>
    ofKind<IExternalSecret>(built, 'ExternalSecret')
      .find(({ metadata }) => metadata?.name === `${app}-secrets`)
      ?.spec?.data?.map(({ secretKey }) => secretKey) ?? [];
  const settingsOf = (app: string) => Object.fromEntries(Object.entries(readSettings(built, app)).filter(isSet));
  const secretValuesOf = (app: string) => Object.fromEntries(secretsOf(app).map((name) => [name, example[name] ?? '']));

  it('every app starts with what it is given, which is nothing that it does not read, and says what is missing otherwise', async () => {
    const questions = apps.flatMap((app) => [
      { app, environment: { ...settingsOf(app), ...secretValuesOf(app) } },
      { app, environment: settingsOf(app) },
    ]);
    const answers = await askConfigs(questions);
    const known = apps.flatMap((_, index) => answers[2 * index]?.known ?? []);
    // What several apps share is in one place, and each of them finds there what it does not read.
    const shared = (built.find(({ metadata }) => metadata.name.startsWith('platform-settings'))?.data ?? {}) as object;
    expect(Object.keys(shared).filter((name) => !known.includes(name))).toEqual([]);
    for (const [index, app] of apps.entries()) {
      const complete = answers[2 * index];
      expect([app, complete?.problems]).toEqual([app, []]);
      const own = Object.keys(questions[2 * index]?.environment ?? {}).filter((name) => !(name in shared));
      expect([app, own.filter((name) => !complete?.known.includes(name))]).toEqual([app, []]);
      expect([app, answers[2 * index + 1]?.problems]).toEqual([
        app,
        expect.arrayContaining(
          secretsOf(app)
            .filter(isNeeded)
            .map((name) => `${name} is missing`),
        ),
      ]);
    }
  });

  it('secrets stand in no ConfigMap, and each app gets its own', () => {
    for (const app of apps) expect(Object.keys(settingsOf(app)).filter((name) => secretsOf(app).includes(name))).toEqual([]);
    expect(JSON.stringify(built.filter(({ kind }) => kind === 'ConfigMap'))).not.toMatch(/KEY|SECRET|TOKEN|postgres:|rediss?:/);
    expect(secretsOf('processor-worker').sort()).toEqual(['DATABASE_URL', 'REDIS_URL']);
    const withOwner = [...apps, 'migrate'].filter((app) => secretsOf(app).includes('DATABASE_OWNER_URL'));
    expect(withOwner).toEqual(['rag-ingest-worker', 'migrate']); // the first for the indexes of large knowledge bases
  });
});

/** Without it documents are searched without an index of their own. */
const isNeeded = (name: string): boolean => name !== 'DATABASE_OWNER_URL';
