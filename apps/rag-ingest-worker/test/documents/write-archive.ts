import { Buffer } from 'node:buffer';

import { strToU8, zipSync, type Zippable } from 'fflate';

/** A zip of the given files; text is written as UTF-8. */
export function writeArchive(files: Readonly<Record<string, string | Uint8Array>>, level: 0 | 6 | 9 = 6): Buffer {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files)) entries[name] = typeof content === 'string' ? strToU8(content) : content;
  return Buffer.from(zipSync(entries, { level }));
}

/** The smallest docx that Word and mammoth open, around a body of WordprocessingML; `more` adds or replaces files. */
export function writeRawDocx(body: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Buffer {
  return writeArchive({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

export const wordParagraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** The same zip, claiming in its directory and local headers that every file inflates to `sizeBytes`. */
export function withClaimedSizes(archive: Buffer, sizeBytes: number): Buffer {
  const lying = Buffer.from(archive);
  for (const [signature, field] of [
    ['PK\x03\x04', 22],
    ['PK\x01\x02', 24],
  ] as const) {
    for (let at = lying.indexOf(signature, 0, 'latin1'); at !== -1; at = lying.indexOf(signature, at + 4, 'latin1')) {
      lying.writeUInt32LE(sizeBytes, at + field);
    }
  }
  return lying;
}
