import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { CannotProvide } from '../cannot-provide.ts';
import { reportStep } from '../report-step.ts';
import type { Log } from '../report-step.ts';
import { commandSucceeds, runCommand } from '../run-command.ts';
import { extensions } from './postgres-distribution.ts';
import type { PostgresDistribution } from './postgres-distribution.ts';
import { postgresEnvironment } from './server-arguments.ts';
import type { ServerUser } from './server-user.ts';

export interface ClusterOptions {
  distribution: PostgresDistribution;
  user: ServerUser;
  /** Appears only when the cluster is complete. */
  dataFolder: string;
  log: Log;
}

/** Creates an empty cluster in which every new database has our extensions; does nothing when the data folder exists. */
export async function createCluster({ distribution, user, dataFolder, log }: ClusterOptions): Promise<void> {
  if (existsSync(dataFolder)) return;
  const unfinished = `${dataFolder}.unfinished`;
  await fs.rm(unfinished, { recursive: true, force: true });
  await fs.mkdir(unfinished, { recursive: true, mode: 0o700 });
  await user.own(unfinished);
  await assertReachable(user, unfinished);

  const run = (program: string, args: string[], input?: string) => {
    const [file = '', ...words] = [...user.prefix, path.join(distribution.binFolder, program), ...args];
    return runCommand(file, words, { environment: postgresEnvironment(), input, workingFolder: unfinished });
  };
  await reportStep(log, `creating a PostgreSQL ${distribution.major} cluster`, async () => {
    await run('initdb', ['-D', unfinished, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', ...localeArguments(distribution.major)]);
    const statements = extensions.map((extension) => `create extension ${extension};\n`).join('');
    await run('postgres', ['--single', '-c', 'exit_on_error=on', '-D', unfinished, 'template1'], statements);
  });
  await fs.rename(unfinished, dataFolder);
}

/** The built-in locale sorts alike on every machine; older majors take it from the C library. */
function localeArguments(major: number): string[] {
  return major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8'];
}

async function assertReachable(user: ServerUser, folder: string): Promise<void> {
  const [file = 'test', ...args] = [...user.prefix, 'test', '-w', folder];
  if (await commandSucceeds(file, args)) return;
  throw new CannotProvide(
    'PostgreSQL',
    `the user it runs as cannot reach ${folder}.`,
    'Run this as an ordinary user, or move the project to a folder that every user may enter.',
  );
}
