import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

/** The variables of `.env.example` as an operator would fill them in. */
export function readEnvExample(): Record<string, string> {
  const lines = fs.readFileSync(path.join(repositoryRoot, '.env.example'), 'utf8').split('\n');
  const assignments = lines.filter((line) => /^[A-Z_]+=/.test(line));
  return Object.fromEntries(assignments.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
