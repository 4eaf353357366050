import { Buffer } from 'node:buffer';

import yauzl, { type Entry, type ZipFile } from 'yauzl';

import type { ExtractionLimits } from '../extraction.ts';
import { Refusal } from '../refusal.ts';
import { inflateWithin } from './inflate-within.ts';

/** The largest office documents have some hundred files. */
const maxEntries = 5_000;

/**
 * Which office format an archive holds, once it is known to be safe to hand to a parser that inflates everything: few files, together
 * within the limit when really inflated, none encrypted, no XML with a document type (OOXML forbids them, so entities have nothing
 * to expand). Names are only compared, never used as paths, and an archive within the archive stays closed.
 * @throws {Refusal}
 */
export async function officeFormat(bytes: Uint8Array, limits: ExtractionLimits): Promise<'docx' | 'xlsx'> {
  const archive = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
    decodeStrings: false,
    validateEntrySizes: false,
  });
  if (archive.entryCount > maxEntries) throw new Refusal('too_much_inside');
  const entries = await listEntries(archive);
  const names = entries.map(nameOf);
  const format = names.some((name) => /^word\/document\d*\.xml$/.test(name)) ? 'docx' : names.includes('xl/workbook.xml') ? 'xlsx' : null;
  if (format === null) throw new Refusal('format_not_supported');
  if (entries.some((entry) => entry.isEncrypted())) throw new Refusal('encrypted');
  await inflateWithin(archive, entries, limits.maxInflatedBytes);
  return format;
}

const nameOf = (entry: Entry) => String(entry.fileName);

function listEntries(archive: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    archive.on('entry', (entry: Entry) => {
      entries.push(entry);
      archive.readEntry();
    });
    archive.once('end', () => resolve(entries));
    archive.once('error', reject);
    archive.readEntry();
  });
}
