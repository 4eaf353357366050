import fs from 'node:fs/promises';
import path from 'node:path';

import { EvaluationFailed } from './evaluation-failed.ts';

/**
 * All files below a folder, sorted, relative to it, with `/`; hidden files are none.
 *
 * @throws {EvaluationFailed} when there is no such folder or nothing in it
 */
export async function listDocuments(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw new EvaluationFailed(`${folder} cannot be read`, { cause: error });
  });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  if (paths.length === 0) throw new EvaluationFailed(`${folder} holds no document`);
  return paths;
}
