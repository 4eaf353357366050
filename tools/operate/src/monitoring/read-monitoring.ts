import fs from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { repositoryRoot } from '@sylion/launch/embedded';

import type { KnownMetrics } from './find-unknown-names.ts';

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string; readonly promise: string };
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook_url: string };
}

interface Recording {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

const folder = path.join(repositoryRoot, 'docker/monitoring');
const rulesIn = <Rule>(file: string): Rule[] =>
  (parse(fs.readFileSync(path.join(folder, file), 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap(({ rules }) => rules);

export const monitoringFolder = folder;
export const readAlerts = (): Alert[] => rulesIn('alerts.yaml');
export const readRecordings = (): Recording[] => rulesIn('prices.yaml');

/** All metrics of all apps, out of the catalog to which each app's own test holds it. */
export function readKnownMetrics(): KnownMetrics {
  const catalogs = JSON.parse(fs.readFileSync(path.join(folder, 'metrics.json'), 'utf8')) as Record<string, KnownMetrics>;
  return Object.assign({}, ...Object.values(catalogs)) as KnownMetrics;
}
