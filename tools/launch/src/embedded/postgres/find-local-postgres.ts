import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../run-command.ts';
import { isUsableInstallation, parseInstallation } from './parse-installation.ts';
import type { PostgresDistribution } from './postgres-distribution.ts';

/**
 * The newest PostgreSQL server installed on this machine that has everything we need, of the given major if one is given;
 * undefined when there is none.
 */
export async function findLocalPostgres(wantedMajor?: number): Promise<PostgresDistribution | undefined> {
  const found = await Promise.all(configPrograms().map(inspect));
  return found
    .filter((distribution) => distribution !== undefined)
    .filter((distribution) => wantedMajor === undefined || distribution.major === wantedMajor)
    .sort((one, other) => other.major - one.major)[0];
}

/** Every installation describes itself through its own pg_config; Debian and Red Hat keep one per major outside PATH. */
function configPrograms(): string[] {
  const debian = subfolders('/usr/lib/postgresql').map((folder) => path.join(folder, 'bin/pg_config'));
  const redHat = subfolders('/usr')
    .filter((folder) => /\/pgsql-\d+$/.test(folder))
    .map((folder) => path.join(folder, 'bin/pg_config'));
  return ['pg_config', ...debian, ...redHat];
}

function subfolders(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

async function inspect(configProgram: string): Promise<PostgresDistribution | undefined> {
  const printed = await runCommand(configProgram, ['--bindir', '--sharedir', '--version']).catch(() => undefined);
  const installation = printed === undefined ? undefined : parseInstallation(printed);
  if (installation === undefined) return undefined;
  const { binFolder, shareFolder, major } = installation;
  const readControlFile = (extension: string) => {
    const file = path.join(shareFolder, 'extension', `${extension}.control`);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const hasPrograms = ['postgres', 'initdb'].every((program) => existsSync(path.join(binFolder, program)));
  return hasPrograms && isUsableInstallation(major, readControlFile) ? { binFolder, major } : undefined;
}
