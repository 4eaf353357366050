import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { DCLinter } from 'dclint';
import { parse } from 'yaml';

import { repositoryRoot } from '@sylion/launch/embedded';
import { processFields, serverFields } from '@sylion/runtime';

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly stop_grace_period?: string;
  readonly read_only?: boolean;
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly ports?: readonly string[];
  readonly restart?: string;
  readonly profiles?: readonly string[];
  readonly logging?: { readonly options: Readonly<Record<string, string>> };
  readonly deploy?: { readonly resources: { readonly limits: Readonly<Record<string, string>> } };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly command?: readonly string[];
  readonly cap_drop?: readonly string[];
}

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');
const compose = parse(read('docker/compose.yaml'), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
};
const { services } = compose;
const serviceOf = (name: string): Service => services[name] ?? {};
const apps = ['gateway', 'processor-worker', 'rag-ingest-worker', 'admin-api'];

/** The variables that an app's config.ts reads, and which of them it cannot do without. */
async function variablesOf(app: string): Promise<{ readonly known: string[]; readonly required: string[] }> {
  const source = read(`apps/${app}/src/config.ts`);
  const own = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name = '']) => name);
  const spread = { ...(source.includes('...processFields') && processFields), ...(source.includes('...serverFields') && serverFields) };
  const { readConfig } = (await import(path.join(repositoryRoot, `apps/${app}/src/config.ts`))) as {
    readConfig: (environment: Record<string, string>) => unknown;
  };
  const problems = (() => {
    try {
      readConfig({});
      return '';
    } catch (error) {
      return String(error);
    }
  })();
  return { known: [...own, ...Object.keys(spread)], required: [...problems.matchAll(/(\w+) is missing/g)].map(([, name = '']) => name) };
}

const example = Object.fromEntries(
  read('.env.example')
    .split('\n')
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

/** Matters of taste, and what is meant: nginx listens to the world, and the second file adds to a project that the first one names. */
const passedOver = [
  'service-keys-order',
  'services-alphabetical-order',
  'top-level-properties-order',
  'no-quotes-in-volumes',
  'no-unbound-port-interfaces',
  'require-project-name-field',
];

/** What a linter that knows the schema of the Compose Specification finds in a file. */
function lint(file: string): string[] {
  const rules = Object.fromEntries(passedOver.map((name) => [name, 0 as const]));
  const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
  const results = linter.lintFiles([file], false) as readonly {
    readonly messages: readonly { readonly rule: string; readonly message: string }[];
  }[];
  return results.flatMap(({ messages }) => messages).map(({ rule, message }) => `${rule}: ${message}`);
}

describe.each(['docker/compose.yaml', 'docker/compose.dev.yaml', 'docker/monitoring/compose.yaml'])('%s', (file) => {
  it('is what the Compose Specification allows', () => expect(lint(path.join(repositoryRoot, file))).toEqual([]));
});

it('what the Compose Specification does not allow is seen', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sylion-compose-'));
  const wrong = path.join(folder, 'compose.yaml');
  fs.writeFileSync(
    wrong,
    read('docker/compose.yaml').replace('stop_grace_period: 120s', 'stop_grace: 120s').replace('init: true', 'init: [1]'),
  );
  expect(lint(wrong).join('\n')).toContain('invalid-schema');
  fs.rmSync(folder, { recursive: true });
});

describe('docker/compose.yaml', () => {
  it.each(apps)('gives %s every variable that it knows, and no other', async (app) => {
    const { known, required } = await variablesOf(app);
    const given = Object.keys(serviceOf(app).environment ?? {}).filter((name) => name !== 'GOOGLE_APPLICATION_CREDENTIALS');
    expect(required.length).toBeGreaterThan(3);
    expect(given.sort()).toEqual(known.sort());
  });

  it.each([...apps, 'migrate'])('runs %s as nobody in particular, on a read-only tree, within bounds', (app) => {
    const service = serviceOf(app);
    expect(service).toMatchObject({ read_only: true, user: '10001:10001', cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.deploy?.resources.limits).toEqual({ cpus: expect.any(String), memory: expect.any(String) });
    expect(service.logging?.options).toMatchObject({ 'max-size': expect.any(String), 'max-file': expect.any(String) });
    expect(service.ports).toBeUndefined();
  });

  it.each(apps)('lets %s end its turns, and starts it after the migrations', (app) => {
    const graceMs = Number(processFields.DRAIN_GRACE_MS.parse(undefined)) + Number(serverFields.DRAIN_LAG_MS.parse(undefined));
    expect(Number.parseInt(serviceOf(app).stop_grace_period ?? '0', 10) * 1_000).toBeGreaterThan(graceMs);
    expect(Number(example['DRAIN_GRACE_MS'])).toBeLessThanOrEqual(Number(processFields.DRAIN_GRACE_MS.parse(undefined)));
    expect(serviceOf(app).depends_on).toMatchObject({
      migrate: { condition: 'service_completed_successfully' },
      redis: { condition: 'service_healthy' },
    });
    expect(serviceOf(app).restart).toBe('unless-stopped');
  });

  it('keeps Redis and Postgres from the world, and a Redis that drops nothing', () => {
    expect(compose.networks['data']).toEqual({ internal: true });
    for (const name of ['redis', 'postgres']) expect(serviceOf(name)).toMatchObject({ networks: ['data'] });
    const redis = serviceOf('redis').command?.join(' ') ?? '';
    for (const words of ['--appendonly yes', '--appendfsync everysec', '--maxmemory-policy noeviction', 'requirepass'])
      expect(redis).toContain(words);
    expect(serviceOf('postgres').profiles).toEqual(['postgres']);
    expect(
      Object.entries(services)
        .filter(([, { ports }]) => ports)
        .map(([name]) => name),
    ).toEqual(['nginx']);
  });

  it('takes secrets from files: Docker can put nothing else into a container that is read-only', () => {
    const { secrets } = parse(read('docker/compose.yaml')) as { secrets: Record<string, Readonly<Record<string, string>>> };
    for (const [name, secret] of Object.entries(secrets)) expect([name, Object.keys(secret)]).toEqual([name, ['file']]);
  });

  it('pins every image of others to a version', () => {
    for (const [name, { image = '' }] of Object.entries(services))
      expect([name, image]).toEqual([name, expect.stringMatching(/:(v?\d+\.\d+\.\d+[\w.-]*|\$\{VERSION.*\})$/)]);
  });
});

describe('.env.example', () => {
  it.each(apps)('is a configuration of %s that starts, with everything that it needs', async (app) => {
    const { required } = await variablesOf(app);
    for (const name of required) expect([name, example[name]]).toEqual([name, expect.stringMatching(/./)]);
  });

  it('names every variable of every app and of compose.yaml, and none that nobody reads', async () => {
    const ofApps = (await Promise.all(apps.map(variablesOf))).flatMap(({ known }) => known);
    const ofCompose = ['docker/compose.yaml', 'docker/compose.dev.yaml'].flatMap((file) =>
      [...read(file).matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name),
    );
    const ofJobs = ['migrate', 'backup'].flatMap((name) =>
      Object.entries(serviceOf(name).environment ?? {})
        .filter(([, value]) => value === null)
        .map(([variable]) => variable),
    );
    const needed = new Set([...ofApps, ...ofCompose, ...ofJobs, 'COMPOSE_PROFILES']);
    expect(Object.keys(example).sort()).toEqual([...needed].sort());
  });
});
