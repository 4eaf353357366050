import { readElfLibrary } from './elf-library.ts';

/** The first GLIBC version of each architecture: every glibc has it, and every old symbol carries it. */
const oldestVersion: Record<number, string> = { 62: 'GLIBC_2.2.5', 183: 'GLIBC_2.17' };

/**
 * Headers of glibc 2.38 and later turn `strtol` and its kin into these names, which differ only in that they also read `0b…`.
 * Under the name without this prefix every glibc has them.
 */
const newNamePrefix = '__isoc23_';
const hasOldName = /^__isoc23_strto(l|ll|ul|ull|imax|umax)$/;

/** A library that needs more of a newer glibc than a new name for an old function. */
export class NeedsNewerGlibc extends Error {
  override name = 'NeedsNewerGlibc';
}

/**
 * A copy of a shared library, built for a newer glibc, that an older glibc can load: its imports of newly named old functions
 * point to the old names. The bytes come back unchanged when the given glibc (`2.36`) is new enough.
 * @throws NeedsNewerGlibc when that does not suffice.
 */
export function retargetGlibcSymbols(library: Buffer, glibcVersion: string): Buffer {
  const { machine, symbols, neededVersions } = readElfLibrary(library);
  const tooNew = neededVersions.filter((version) => isGlibcNewerThan(glibcVersion, version.name));
  if (tooNew.length === 0) return library;

  const tooNewIndexes = new Set(tooNew.map((version) => version.index));
  const affected = symbols.filter((symbol) => tooNewIndexes.has(symbol.versionIndex));
  const stuck = affected.filter((symbol) => !hasOldName.test(symbol.name));
  const oldest = neededVersions.find((version) => version.name === oldestVersion[machine]);
  if (stuck.length > 0 || !oldest)
    throw new NeedsNewerGlibc(`needs ${tooNew.map(({ name }) => name).join(', ')} for ${stuck.map(({ name }) => name).join(', ')}`);

  const patched = Buffer.from(library);
  for (const symbol of affected) {
    patched.writeUInt32LE(patched.readUInt32LE(symbol.nameOffset) + newNamePrefix.length, symbol.nameOffset);
    patched.writeUInt16LE(oldest.index, symbol.versionIndexOffset);
  }
  // The loader refuses a library that names a version it does not have, even when no symbol uses it: repeat the oldest one instead.
  for (const version of tooNew) {
    patched.copy(patched, version.offset, oldest.offset, oldest.offset + 4);
    patched.copy(patched, version.offset + 8, oldest.offset + 8, oldest.offset + 12);
  }
  return patched;
}

function isGlibcNewerThan(glibcVersion: string, versionName: string): boolean {
  const needed = /^GLIBC_(\d+)\.(\d+)/.exec(versionName);
  if (!needed) return false;
  const [major = 0, minor = 0] = glibcVersion.split('.').map(Number);
  const [neededMajor, neededMinor] = [Number(needed[1]), Number(needed[2])];
  return neededMajor > major || (neededMajor === major && neededMinor > minor);
}
