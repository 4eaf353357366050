import fs from 'node:fs/promises';
import path from 'node:path';

import { replaceSection } from './replace-section.ts';

/** A section of the report, and the picture that belongs to it. */
export interface Report {
  readonly section: string;
  readonly markdown: string;
  readonly images: readonly { readonly name: string; readonly svg: string }[];
}

const introduction = `# Benchmarks

How fast this is and how that was measured. Each section below is written by \`npm run bench -- <name>\` itself, between its markers;
\`npm run bench -- --help\` explains. Times of different machines, and of one machine at different times, do not compare: what counts are the
ratios between systems that were measured in turns in the same run.
`;

/** Writes the section into \`benchmarks.md\` of the folder, which is made if it is missing, and its pictures into \`images\`. */
export async function writeReport(folder: string, { section, markdown, images }: Report): Promise<void> {
  const file = path.join(folder, 'benchmarks.md');
  await fs.mkdir(path.join(folder, 'images'), { recursive: true });
  const known = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return introduction;
    throw error;
  });
  await fs.writeFile(file, replaceSection(known, section, markdown));
  for (const { name, svg } of images) await fs.writeFile(path.join(folder, 'images', name), svg);
}
