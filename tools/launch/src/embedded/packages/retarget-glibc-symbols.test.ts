import { readElfLibrary } from './elf-library.ts';
import { NeedsNewerGlibc, retargetGlibcSymbols } from './retarget-glibc-symbols.ts';

const aarch64 = 183;
const x8664 = 62;

describe('retargetGlibcSymbols', () => {
  const forNewGlibc = elfLibrary(
    x8664,
    ['GLIBC_2.2.5', 'GLIBC_2.38'],
    [{ name: 'memcpy', version: 'GLIBC_2.2.5' }, { name: '__isoc23_strtol', version: 'GLIBC_2.38' }, { name: 'own_function' }],
  );

  it('points newly named functions to their old names and versions', () => {
    const patched = readElfLibrary(retargetGlibcSymbols(forNewGlibc, '2.36'));
    expect(patched.symbols.map(({ name }) => name)).toEqual(['memcpy', 'strtol', 'own_function']);
    expect(patched.symbols[1]?.versionIndex).toBe(patched.symbols[0]?.versionIndex);
    expect(patched.neededVersions.map(({ name }) => name)).toEqual(['GLIBC_2.2.5', 'GLIBC_2.2.5']);
  });

  it('repeats the hash that belongs to the old version', () => {
    const patched = retargetGlibcSymbols(forNewGlibc, '2.36');
    const [oldest, repeated] = readElfLibrary(patched).neededVersions;
    expect(patched.readUInt32LE(repeated?.offset ?? 0)).toBe(forNewGlibc.readUInt32LE(oldest?.offset ?? 0));
  });

  it('leaves the given bytes alone, and returns them when this glibc is new enough', () => {
    const before = Buffer.from(forNewGlibc);
    retargetGlibcSymbols(forNewGlibc, '2.36');
    expect(forNewGlibc.equals(before)).toBe(true);
    for (const version of ['2.38', '2.41', '3.0']) expect(retargetGlibcSymbols(forNewGlibc, version)).toBe(forNewGlibc);
  });

  it('knows the oldest version of other architectures', () => {
    const library = elfLibrary(aarch64, ['GLIBC_2.38', 'GLIBC_2.17'], [{ name: '__isoc23_strtoul', version: 'GLIBC_2.38' }]);
    const patched = readElfLibrary(retargetGlibcSymbols(library, '2.31'));
    expect(patched.symbols[0]?.name).toBe('strtoul');
    expect(patched.neededVersions.map(({ name }) => name)).toEqual(['GLIBC_2.17', 'GLIBC_2.17']);
  });

  it('refuses a library that needs a function which older versions do not have', () => {
    const library = elfLibrary(x8664, ['GLIBC_2.2.5', 'GLIBC_2.38'], [{ name: 'strlcpy', version: 'GLIBC_2.38' }]);
    expect(() => retargetGlibcSymbols(library, '2.36')).toThrow(NeedsNewerGlibc);
  });

  it('refuses what is not a library', () => {
    expect(() =>
      retargetGlibcSymbols(Buffer.from('#!/bin/sh\necho not a library, but long enough to read a header from\n'), '2.36'),
    ).toThrow('not a little-endian 64-bit ELF');
  });
});

/** The smallest file that the loader's tables can be read from: header, four sections, section table. */
function elfLibrary(machine: number, versions: string[], symbols: { name: string; version?: string }[]): Buffer {
  const names = Buffer.from(`\0${['libc.so.6', ...versions, ...symbols.map(({ name }) => name)].join('\0')}\0`, 'latin1');
  const nameAt = (name: string) => names.indexOf(`\0${name}\0`, 0, 'latin1') + 1;
  const versionIndex = (name: string | undefined) => (name === undefined ? 1 : versions.indexOf(name) + 2);

  const symbolTable = Buffer.alloc(24 * symbols.length);
  const symbolVersions = Buffer.alloc(2 * symbols.length);
  symbols.forEach(({ name, version }, index) => {
    symbolTable.writeUInt32LE(nameAt(name), 24 * index);
    symbolVersions.writeUInt16LE(versionIndex(version), 2 * index);
  });

  const needs = Buffer.alloc(16 + 16 * versions.length);
  needs.writeUInt16LE(1, 0);
  needs.writeUInt16LE(versions.length, 2);
  needs.writeUInt32LE(nameAt('libc.so.6'), 4);
  needs.writeUInt32LE(16, 8);
  versions.forEach((version, index) => {
    const at = 16 + 16 * index;
    needs.writeUInt32LE(0x1000 + index, at);
    needs.writeUInt16LE(versionIndex(version), at + 6);
    needs.writeUInt32LE(nameAt(version), at + 8);
    needs.writeUInt32LE(index === versions.length - 1 ? 0 : 16, at + 12);
  });

  const sections = [
    { type: 11, link: 1, count: 0, content: symbolTable },
    { type: 3, link: 0, count: 0, content: names },
    { type: 0x6fffffff, link: 0, count: 0, content: symbolVersions },
    { type: 0x6ffffffe, link: 1, count: 1, content: needs },
  ];
  const table = Buffer.alloc(64 * sections.length);
  let offset = 64;
  sections.forEach(({ type, link, count, content }, index) => {
    table.writeUInt32LE(type, 64 * index + 4);
    table.writeBigUInt64LE(BigInt(offset), 64 * index + 24);
    table.writeBigUInt64LE(BigInt(content.length), 64 * index + 32);
    table.writeUInt32LE(link, 64 * index + 40);
    table.writeUInt32LE(count, 64 * index + 44);
    offset += content.length;
  });

  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(machine, 18);
  header.writeBigUInt64LE(BigInt(offset), 40);
  header.writeUInt16LE(64, 58);
  header.writeUInt16LE(sections.length, 60);
  return Buffer.concat([header, ...sections.map(({ content }) => content), table]);
}
