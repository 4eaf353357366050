import fs from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

export const releaseFolder = path.join(repositoryRoot, 'tools/upgrade/release');

/** The release that is in production while the next one is made: what has to go on working beside what we change. */
export interface PreviousRelease {
  readonly version: string;
  readonly commit: string;
  /** Its newest migration. */
  readonly migration: string;
  /** What its code calls tables, columns and functions. */
  readonly names: readonly string[];
  /** A job of each of its queues, as it publishes it. */
  readonly jobs: Readonly<Record<string, unknown>>;
}

export const readPreviousRelease = (): PreviousRelease =>
  JSON.parse(fs.readFileSync(path.join(releaseFolder, 'release.json'), 'utf8')) as PreviousRelease;

/** Its `schema.sql`. */
export const readPreviousSchema = (): string => fs.readFileSync(path.join(releaseFolder, 'schema.sql'), 'utf8');
