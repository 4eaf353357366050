import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The program of the child, found from the address of the module that asks: beside it stands extract-child.ts among
 * the sources and extract-child.mjs in a bundle.
 * @throws when it is not there, which is a fault of the build and of no document.
 */
export function findChildEntry(runningModule: string): string {
  const name = runningModule.endsWith('.ts') ? 'extract-child.ts' : 'extract-child.mjs';
  const entry = fileURLToPath(new URL(name, runningModule));
  if (!fs.existsSync(entry)) throw new Error(`The program that reads documents is missing: ${entry}`);
  return entry;
}
