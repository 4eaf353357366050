import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot, runCommand } from '@sylion/launch/embedded';

import { contextFiles } from './context-files.ts';
import { linkInstalledPackages } from './link-installed-packages.ts';
import { readDockerfile, stagesOfDefaultImage, type Instruction } from './read-dockerfile.ts';

/** What docker/Dockerfile makes for one app, as folders of this machine: everything of the image but its base. */
export interface BuiltImage {
  readonly app: string;
  /** The image's file system. */
  readonly root: string;
  /** Where it starts, below `root`. */
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  /** `uid:gid` */
  readonly user: string;
}

export interface CarryOutOptions {
  readonly app: string;
  /** Is made; every stage gets a folder of its own in it. */
  readonly folder: string;
  /** Whether `npm ci` really runs, or the packages of this checkout are linked into its place, which takes a second and not a minute. */
  readonly isReallyInstalled: boolean;
}

/** Carries out the instructions of docker/Dockerfile without an engine: every COPY and every RUN, in the folders that it names. */
export async function carryOutDockerfile(options: CarryOutOptions): Promise<BuiltImage> {
  const told = new Map<string, string>();
  const made = new Map<string, { root: string; workingFolder: string; environment: Record<string, string> }>();
  const stages = stagesOfDefaultImage(readDockerfile());
  for (const { name, base, instructions } of stages) {
    const below = made.get(base);
    if (below && instructions.length > 0) throw new Error(`the stage ${name} changes the one below it, which folders cannot show`);
    const stage = below ?? { root: path.join(options.folder, name), workingFolder: '/', environment: {} };
    made.set(name, stage);
    for (const instruction of instructions) {
      if (instruction.keyword === 'WORKDIR') stage.workingFolder = instruction.words;
      const place = path.join(stage.root, stage.workingFolder);
      await fs.mkdir(place, { recursive: true });
      if (instruction.keyword === 'ENV') Object.assign(stage.environment, readAssignments(instruction.words));
      else if (instruction.keyword === 'COPY') await copy(instruction, place, options.folder);
      else if (instruction.keyword === 'RUN') await run(instruction.words, place, stage.environment, options);
      else told.set(instruction.keyword, instruction.words);
    }
  }
  const { root = '', workingFolder = '/', environment = {} } = made.get(stages.at(-1)?.name ?? '') ?? {};
  // What was only needed on the way is hundreds of megabytes of packages.
  for (const stage of made.values()) if (stage.root !== root) await fs.rm(stage.root, { recursive: true, force: true });
  return {
    app: options.app,
    root,
    workingFolder: path.join(root, workingFolder),
    environment,
    command: JSON.parse(told.get('CMD') ?? '[]') as string[],
    healthcheck: JSON.parse((told.get('HEALTHCHECK') ?? '').replace(/^.*?CMD /, '')) as string[],
    user: told.get('USER') ?? '',
  };
}

async function copy({ words, from }: Instruction, target: string, folder: string): Promise<void> {
  const [source = '', to = ''] = words.split(/\s+/);
  const destination = path.join(target, to);
  if (from !== undefined) return fs.cp(path.join(folder, from, source), destination, { recursive: true });
  for (const file of await contextFiles()) {
    await fs.mkdir(path.dirname(path.join(destination, file)), { recursive: true });
    await fs.copyFile(path.join(repositoryRoot, file), path.join(destination, file));
  }
}

async function run(
  words: string,
  workingFolder: string,
  environment: Readonly<Record<string, string>>,
  options: CarryOutOptions,
): Promise<void> {
  if (/\bnpm ci\b/.test(words) && !options.isReallyInstalled) return linkInstalledPackages(workingFolder);
  // npm's cache is this machine's own.
  const ofTheStage = Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'npm_config_cache'));
  await runCommand('sh', ['-ec', words], {
    workingFolder,
    environment: { ...ofTheStage, ...ofThisMachine(), APP: options.app },
  });
}

/** What the steps need of us: the Node that this runs on in front, as in the image, and npm with its cache and its settings. */
function ofThisMachine(): Record<string, string> {
  const wanted = Object.entries(process.env).filter(([name]) =>
    /^(HOME|NODE_EXTRA_CA_CERTS|SSL_CERT\w*|https?_proxy|no_proxy)$/i.test(name),
  );
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes('node_modules'));
  return {
    ...Object.fromEntries(wanted.map(([name, value]) => [name, value ?? ''])),
    PATH: [path.dirname(process.execPath), ...folders].join(path.delimiter),
  };
}

const readAssignments = (words: string): Record<string, string> =>
  Object.fromEntries(words.split(/\s+/).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
