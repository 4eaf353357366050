import { extensions } from './postgres-distribution.ts';

const oldestMajor = 15;
/** Iterative index scans, which filtered vector search relies on, came with this one. */
const oldestVectorVersion = { major: 0, minor: 8 };

export interface Installation {
  binFolder: string;
  shareFolder: string;
  major: number;
}

/** Reads the three lines that `pg_config --bindir --sharedir --version` prints; undefined when they are not that. */
export function parseInstallation(printed: string): Installation | undefined {
  const [binFolder, shareFolder, version] = printed.trim().split('\n');
  const major = /^PostgreSQL (\d+)/.exec(version ?? '')?.[1];
  return binFolder && shareFolder && major ? { binFolder, shareFolder, major: Number(major) } : undefined;
}

/** Whether an installation is new enough and has all extensions; `readControlFile` gives the text of `<extension>.control`. */
export function isUsableInstallation(major: number, readControlFile: (extension: string) => string | undefined): boolean {
  if (major < oldestMajor || extensions.some((extension) => readControlFile(extension) === undefined)) return false;
  const version = /default_version\s*=\s*'(\d+)\.(\d+)/.exec(readControlFile('vector') ?? '');
  if (!version) return false;
  const [vectorMajor, vectorMinor] = [Number(version[1]), Number(version[2])];
  return vectorMajor > oldestVectorVersion.major || (vectorMajor === oldestVectorVersion.major && vectorMinor >= oldestVectorVersion.minor);
}
