import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { createOperator, createPhone, openBusiness } from '@sylion/acceptance';
import { fromSources, startStack } from '@sylion/launch/stack';

import { carryOutDockerfile, type BuiltImage } from '../src/images/carry-out-dockerfile.ts';
import { copyNode, imageProgram, makeReadOnly, makeRemovable } from '../src/images/run-image.ts';

const execute = promisify(execFile);

/** Images as folders, read-only, and a Node that their user may run. */
export interface Images {
  readonly folder: string;
  readonly node: string;
  readonly of: Readonly<Record<string, BuiltImage>>;
  remove(): Promise<void>;
}

/** Builds images out of the real Dockerfile: one after another when their packages are really installed, side by side otherwise. */
export async function buildImages(apps: readonly string[], isReallyInstalled: boolean): Promise<Images> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sylion-images-'));
  await fs.chmod(folder, 0o755);
  await fs.mkdir(path.join(folder, 'tmp'), { mode: 0o777 });
  await fs.chmod(path.join(folder, 'tmp'), 0o1777);
  const node = await copyNode(folder);
  const build = (app: string) => carryOutDockerfile({ app, folder: path.join(folder, app), isReallyInstalled });
  const built: BuiltImage[] = isReallyInstalled ? [] : await Promise.all(apps.map(build));
  if (isReallyInstalled) for (const app of apps) built.push(await build(app));
  await Promise.all(built.map(makeReadOnly));
  return {
    folder,
    node,
    of: Object.fromEntries(built.map((image) => [image.app, image])),
    remove: async () => {
      await Promise.all(built.map(({ root }) => makeRemovable(root)));
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the apps out of their images, as the images' user, those without one from their sources, and plays one conversation; what was seen. */
export async function playTurn({ folder, node, of }: Images): Promise<{
  readonly answer: string | undefined;
  readonly health: Readonly<Record<string, { readonly healthz: number; readonly readyz: number; readonly healthcheck: string }>>;
  readonly users: readonly string[];
  /** What the image that migrates said, if there is one, and what the doctor in it says of the running product, as JSON. */
  readonly migrated: string | undefined;
  readonly examined: string | undefined;
}> {
  const ports: Record<string, string> = {};
  const told: Record<string, string | undefined> = {};
  const stack = await startStack({
    home: path.join(folder, 'home'),
    log: () => undefined,
    environment: { PATH: process.env.PATH, SWEEP_INTERVAL_MS: '1000' },
    programOf: (app) => (of[app] ? imageProgram(of[app], node) : fromSources(`apps/${app}/src/main.ts`)),
    adapt: async (name, environment) => {
      ports[name] = environment['METRICS_PORT'] ?? '';
      Object.assign(told, environment);
      return { ...environment, ...of[name]?.environment, METRICS_PORT: ports[name], TMPDIR: path.join(folder, 'tmp') };
    },
  });
  try {
    if (!stack.emulators) throw new Error('the emulators are missing');
    const platform = createOperator(stack, stack.emulators);
    const business = await openBusiness(platform, 'Be brief.');
    const phone = createPhone(platform, business);
    await phone.says('Bonjour, êtes-vous ouverts le dimanche ?');
    const [bubble] = await phone.receives(1);
    const health = await Promise.all(
      Object.keys(ports)
        .filter((name) => of[name])
        .map(async (name) => {
          const port = ports[name] ?? '';
          const status = async (page: string) => (await fetch(`http://127.0.0.1:${port}/${page}`)).status;
          const [, ...words] = of[name]?.healthcheck ?? [];
          const check = execute(node, words, { env: { METRICS_PORT: port } });
          return [
            name,
            { healthz: await status('healthz'), readyz: await status('readyz'), healthcheck: await check.then(() => 'well', String) },
          ];
        }),
    );
    const users = await Promise.all(
      stack.processes
        .filter(({ app }) => of[app])
        .map(async ({ process: { pid } }) => /^Uid:\s+(\d+)/m.exec(await fs.readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''),
    );
    const { migrate } = of;
    const urls = { DATABASE_URL: stack.servers.appUrl, DATABASE_OWNER_URL: stack.servers.ownerUrl };
    const run = async (command: readonly string[], environment: Readonly<Record<string, string | undefined>>) => {
      if (!migrate) return undefined;
      const [file = '', ...words] = imageProgram({ ...migrate, command }, node).words;
      return (await execute(file, words, { cwd: migrate.workingFolder, env: { PATH: process.env.PATH, ...environment } })).stdout;
    };
    return {
      migrated: await run(migrate?.command ?? [], urls),
      examined: await run(['node', 'dist/doctor.mjs', '--json'], { ...told, ...urls }),
      answer: bubble?.text,
      health: Object.fromEntries(health),
      users,
    };
  } finally {
    await stack.stop();
  }
}
