/** Offsets follow the ELF-64 object file format and the GNU symbol versioning section of the Linux Standard Base. */
const sectionType = { dynamicSymbols: 11, versionNeeds: 0x6ffffffe, symbolVersions: 0x6fffffff };
const symbolSizeBytes = 24;

/** One imported or exported symbol; the offsets say where its fields stand in the file. */
export interface DynamicSymbol {
  name: string;
  nameOffset: number;
  versionIndex: number;
  versionIndexOffset: number;
}

/** One version of another library that this library asks for, such as `GLIBC_2.38` of libc.so.6. */
export interface NeededVersion {
  name: string;
  libraryName: string;
  index: number;
  /** Where the entry stands: hash at +0, index at +6, name at +8. */
  offset: number;
}

/** The parts of a shared library that decide which symbols of which versions the loader must find. */
export interface ElfLibrary {
  /** 62 is x86-64, 183 is AArch64. */
  machine: number;
  symbols: DynamicSymbol[];
  neededVersions: NeededVersion[];
}

/** Reads a little-endian 64-bit ELF shared library. @throws Error when the bytes are anything else. */
export function readElfLibrary(bytes: Buffer): ElfLibrary {
  if (bytes.readUInt32BE(0) !== 0x7f454c46 || bytes[4] !== 2 || bytes[5] !== 1) throw new Error('not a little-endian 64-bit ELF file');
  const sections = readSections(bytes);
  const symbols = sections.find((section) => section.type === sectionType.dynamicSymbols);
  const names = symbols && sections[symbols.link];
  const versions = sections.find((section) => section.type === sectionType.symbolVersions);
  const needs = sections.find((section) => section.type === sectionType.versionNeeds);
  if (!symbols || !names || !versions || !needs) throw new Error('an ELF file without versioned dynamic symbols');

  const text = (offset: number) => bytes.toString('latin1', names.offset + offset, bytes.indexOf(0, names.offset + offset));
  return {
    machine: bytes.readUInt16LE(18),
    symbols: readSymbols(bytes, symbols, versions, text),
    neededVersions: readNeededVersions(bytes, needs, text),
  };
}

interface Section {
  type: number;
  offset: number;
  sizeBytes: number;
  link: number;
  entryCount: number;
}

function readSections(bytes: Buffer): Section[] {
  const tableOffset = Number(bytes.readBigUInt64LE(40));
  const [headerSizeBytes, count] = [bytes.readUInt16LE(58), bytes.readUInt16LE(60)];
  return Array.from({ length: count }, (_, index) => tableOffset + index * headerSizeBytes).map((at) => ({
    type: bytes.readUInt32LE(at + 4),
    offset: Number(bytes.readBigUInt64LE(at + 24)),
    sizeBytes: Number(bytes.readBigUInt64LE(at + 32)),
    link: bytes.readUInt32LE(at + 40),
    entryCount: bytes.readUInt32LE(at + 44),
  }));
}

function readSymbols(bytes: Buffer, symbols: Section, versions: Section, text: (offset: number) => string): DynamicSymbol[] {
  return Array.from({ length: symbols.sizeBytes / symbolSizeBytes }, (_, index) => {
    const nameOffset = symbols.offset + index * symbolSizeBytes;
    const versionIndexOffset = versions.offset + index * 2;
    // The highest bit only says that the symbol is hidden.
    const versionIndex = bytes.readUInt16LE(versionIndexOffset) & 0x7fff;
    return { name: text(bytes.readUInt32LE(nameOffset)), nameOffset, versionIndex, versionIndexOffset };
  });
}

function readNeededVersions(bytes: Buffer, needs: Section, text: (offset: number) => string): NeededVersion[] {
  const found: NeededVersion[] = [];
  let libraryOffset = needs.offset;
  for (let library = 0; library < needs.entryCount; library += 1) {
    const versionCount = bytes.readUInt16LE(libraryOffset + 2);
    const libraryName = text(bytes.readUInt32LE(libraryOffset + 4));
    let offset = libraryOffset + bytes.readUInt32LE(libraryOffset + 8);
    for (let version = 0; version < versionCount; version += 1) {
      found.push({ name: text(bytes.readUInt32LE(offset + 8)), libraryName, index: bytes.readUInt16LE(offset + 6), offset });
      offset += bytes.readUInt32LE(offset + 12);
    }
    libraryOffset += bytes.readUInt32LE(libraryOffset + 12);
  }
  return found;
}
