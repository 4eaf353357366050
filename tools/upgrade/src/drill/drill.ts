import { setTimeout as pause } from 'node:timers/promises';

import { createOperator } from '@sylion/acceptance';
import { repositoryRoot } from '@sylion/launch/embedded';

import { bringLoad, type Load } from './bring-load.ts';
import { findViolations } from './find-violations.ts';
import { openPlaces, type Places } from './open-places.ts';
import type { Fleet } from './start-fleet.ts';
import { waitUntilOver } from './wait-until-over.ts';

export interface DrillReport {
  /** What was done, in words: name and value. */
  readonly facts: Readonly<Record<string, string>>;
  /** What should not have been: empty when every promise was kept. */
  readonly violations: readonly string[];
}

export interface DrillSize {
  readonly conversations: number;
  /** How long each mixture of old and new is left to itself. */
  readonly restMs: number;
}

type Progress = (line: string) => void;

/**
 * A rolling restart and a rolling upgrade of a running fleet while people talk to it: every process of the previous release is restarted,
 * then the schema becomes the new one under the previous release's apps, then every process is replaced by the new one.
 */
export async function drill(fleet: Fleet, previous: string, size: DrillSize, progress: Progress): Promise<DrillReport> {
  const { emulators } = fleet.ground;
  if (!emulators) throw new Error('a drill needs the emulators');
  const operator = createOperator(fleet.ground, emulators);
  const places = await openPlaces(operator, emulators.vertexControlUrl, size.conversations);
  const earlier = fleet.balancers['admin-api'].refusals.length; // while nobody was let in yet

  const end = new AbortController();
  const loading = bringLoad({ whatsapp: operator.whatsapp, admin: places.admin }, places, end.signal);
  loading.catch(() => undefined); // it is waited for below
  const endings = await upgrade(fleet, previous, size.restMs, progress).finally(() => end.abort());
  const load = await loading;

  progress('everything is said; waiting until everything is over');
  const { history, unready } = await waitUntilOver(operator, places, load);
  const refusals = [...fleet.balancers.gateway.refusals, ...fleet.balancers['admin-api'].refusals.slice(earlier)];
  return {
    facts: factsOf(fleet, places, load, { delivered: history.sent.length, bubbles: history.seen.length }),
    violations: findViolations({ endings, history, refusals, failures: load.failures, unready }),
  };
}

/** Every process twice: into its own release again, and, after the migration, into the new one. @returns how each ended */
async function upgrade(fleet: Fleet, previous: string, restMs: number, progress: Progress): Promise<[string, unknown][]> {
  const endings: [string, unknown][] = [];
  const roll = async (sources: string): Promise<void> => {
    for (const name of fleet.names) {
      const ending = await fleet.replace(name, sources);
      progress(`${name} ended with ${ending} and runs again`);
      endings.push([name, ending]);
    }
  };
  progress('the previous release is restarted, one process after the other');
  await roll(previous);
  progress('the schema becomes the new one, under the apps of the previous release');
  await fleet.migrate(repositoryRoot);
  await pause(restMs);
  progress('the new release takes over, one process after the other');
  await roll(repositoryRoot);
  await pause(restMs);
  return endings;
}

const factsOf = (
  { names }: Fleet,
  { chats }: Places,
  { messages, looks, documentIds }: Load,
  { delivered, bubbles }: { delivered: number; bubbles: number },
): Readonly<Record<string, string>> => ({
  messages: `${messages} in ${chats.length} conversations, ${delivered} delivered to us`,
  bubbles: String(bubbles),
  admin: `${looks} looks, ${documentIds.length} documents`,
  restarts: `${names.length * 2} of ${names.length} processes, half of them into the new release`,
});
