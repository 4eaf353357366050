import fs from 'node:fs';
import path from 'node:path';

/** How many files a folder holds at any depth, and how many bytes. */
export function measureTree(folder: string): { readonly files: number; readonly sizeBytes: number } {
  const files = fs.globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map((entry) => fs.statSync(path.join(entry.parentPath, entry.name)).size);
  return { files: files.length, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
