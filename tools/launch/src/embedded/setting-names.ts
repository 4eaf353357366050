import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from './repository-root.ts';

/** The settings of the product: every variable that `.env.example` sets or explains. */
export function settingNames(): string[] {
  const text = fs.readFileSync(path.join(repositoryRoot, '.env.example'), 'utf8');
  return [...text.matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);
}
