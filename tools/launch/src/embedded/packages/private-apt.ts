import fs from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../run-command.ts';

/** An apt of our own: it reads the machine's sources, keys and proxies, and writes only below its folder. */
export interface PrivateApt {
  /** Where the archive's packages are listed: the machine's own sources, or the given lines of sources.list(5). */
  useSources(lines: readonly string[] | 'of the machine'): Promise<void>;
  /** Runs apt-get and returns what it printed. @throws CommandFailed */
  aptGet(...args: string[]): Promise<string>;
  /** Downloads packages without their dependencies and unpacks them into a folder. @throws CommandFailed */
  unpackInto(folder: string, packageNames: readonly string[]): Promise<void>;
}

/** Opens a private apt whose state, lists and downloads live below the given folder. Needs neither root nor a lock of the system's. */
export async function openPrivateApt(folder: string): Promise<PrivateApt> {
  const configurationFile = path.join(folder, 'apt.conf');
  const sourcesFile = path.join(folder, 'sources.list');
  const downloads = path.join(folder, 'downloads');
  for (const name of ['lists/partial', 'archives/partial', 'empty', 'downloads'])
    await fs.mkdir(path.join(folder, name), { recursive: true });

  const environment = { ...process.env, APT_CONFIG: configurationFile, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...args: string[]) => runCommand('apt-get', args, { environment, workingFolder: downloads });
  const fetchingSettings = (await runCommand('apt-config', ['dump'])).split('\n').filter((line) => line.startsWith('Acquire::'));

  return {
    aptGet,
    async useSources(lines) {
      const isOwn = lines === 'of the machine';
      await fs.writeFile(sourcesFile, isOwn ? '' : `${lines.join('\n')}\n`);
      const settings = [...fetchingSettings, ...privateSettings(folder), ...(isOwn ? [] : onlySources(sourcesFile, folder))];
      await fs.writeFile(configurationFile, `${settings.join('\n')}\n`);
    },
    async unpackInto(target, packageNames) {
      await aptGet('--quiet=2', 'download', ...packageNames);
      const archives = (await fs.readdir(downloads)).filter((name) => name.endsWith('.deb')).map((name) => path.join(downloads, name));
      for (const archive of archives) await runCommand('dpkg-deb', ['--extract', archive, target]);
      for (const archive of archives) await fs.rm(archive);
    },
  };
}

function privateSettings(folder: string): string[] {
  return [
    `Dir::State "${folder}";`,
    `Dir::State::lists "${folder}/lists";`,
    'Dir::State::status "/var/lib/dpkg/status";',
    `Dir::Cache "${folder}";`,
    `Dir::Cache::archives "${folder}/archives";`,
    // The machine's own settings files also hold hooks that refresh caches outside our folder: take over only how it fetches.
    'Dir::Etc::main "/dev/null";',
    `Dir::Etc::parts "${folder}/empty";`,
    'APT::Sandbox::User "root";',
    'APT::Install-Recommends "0";',
    'Debug::NoLocking "1";',
    '#clear Acquire::Languages;',
    'Acquire::Languages "none";',
    'Acquire::Retries "2";',
    // Otherwise an update that reached nothing counts as a success, and the next step fails with a misleading reason.
    'APT::Update::Error-Mode "any";',
    'Acquire::http::Timeout "20";',
    'Acquire::https::Timeout "20";',
  ];
}

function onlySources(sourcesFile: string, folder: string): string[] {
  return [`Dir::Etc::sourcelist "${sourcesFile}";`, `Dir::Etc::sourceparts "${folder}/empty";`];
}
