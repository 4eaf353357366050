import { toGrafana, type Dashboard } from './dashboard.ts';
import { knowledge } from './knowledge.ts';
import { overview } from './overview.ts';
import { processes } from './processes.ts';

export const dashboards: readonly Dashboard[] = [overview, knowledge, processes];

/** The files of the dashboards, by name. */
export const dashboardFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(dashboards.map((dashboard) => [`${dashboard.name}.json`, `${JSON.stringify(toGrafana(dashboard), null, 2)}\n`]));
