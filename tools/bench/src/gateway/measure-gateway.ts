import { percentile } from '@sylion/knowledge';

import { createPoster, type Poster } from '../load/create-poster.ts';
import { keepRate } from '../load/keep-rate.ts';
import { saturate } from '../load/saturate.ts';
import type { BenchPlatform } from '../platform/open-platform.ts';
import type { Measurement } from '../report/measurement.ts';
import { checkDurability } from './check-durability.ts';
import type { GatewayOptions } from './gateway-options.ts';
import type { GatewaySystem } from './gateway-system.ts';
import { measureKinds } from './measure-kinds.ts';
import { measureLoad, type CostedLoad } from './measure-load.ts';
import { measureBacklog } from './measure-backlog.ts';
import { createWebhookSource, type WebhookSource } from './webhook-source.ts';

/** Sockets of one caller each: what Meta keeps open to a busy business. */
export const callers = 64;

/** All systems in turns, round by round; then what only ours is asked. */
export async function measureGateway(
  platform: BenchPlatform,
  systems: readonly GatewaySystem[],
  options: GatewayOptions,
  progress: (line: string) => void,
): Promise<Measurement[]> {
  const makeSource = (): WebhookSource => createWebhookSource(platform.appSecret, platform.channels, options.users);
  const [ownSource, otherSource] = [makeSource(), makeSource()]; // so that what ours was sent can be counted
  const sourceOf = ({ kind }: GatewaySystem): WebhookSource => (kind === 'ours' ? ownSource : otherSource);
  const posters = new Map(systems.map((system) => [system, createPoster(system.url, callers)]));
  const posterOf = (system: GatewaySystem): Poster => posters.get(system) as Poster;
  const saturated = new Map<GatewaySystem, CostedLoad[]>(systems.map((system) => [system, []]));
  const paced = new Map<GatewaySystem, CostedLoad[]>(systems.map((system) => [system, []]));
  try {
    progress('every end user writes once, to everybody');
    for (const system of systems)
      await saturate(
        posterOf(system),
        callers,
        () => sourceOf(system).text(),
        (sent) => sent >= options.users,
      );
    await platform.analyze();
    for (let round = 1; round <= options.rounds; round += 1) {
      progress(`round ${round} of ${options.rounds}: ${systems.length} systems, ${2 * options.seconds} s each`);
      for (const system of systems) {
        await platform.redis.flushall();
        const untilOver = (_sent: number, elapsedMs: number): boolean => elapsedMs >= options.seconds * 1_000;
        const run = () => saturate(posterOf(system), callers, () => sourceOf(system).text(), untilOver);
        saturated.get(system)?.push(await measureLoad(system.pids, run));
        await platform.redis.flushall();
        const count = options.webhooksPerSecond * options.seconds;
        paced
          .get(system)
          ?.push(
            await measureLoad(system.pids, () =>
              keepRate(posterOf(system), options.webhooksPerSecond, count, () => sourceOf(system).text()),
            ),
          );
      }
    }
    const measurements = systems.flatMap((system) => [
      summarize(system, 'saturation', options, saturated.get(system) ?? []),
      summarize(system, 'fixed rate', options, paced.get(system) ?? []),
    ]);
    const ours = systems.find(({ kind }) => kind === 'ours') as GatewaySystem;
    const own = { platform, system: ours, poster: posterOf(ours), source: ownSource, options, progress };
    return [...measurements, ...(await measureKinds(own)), ...(await measureBacklog(own)), await checkDurability(own)];
  } finally {
    for (const poster of posters.values()) await poster.close();
  }
}

/** What measuring ours alone takes. */
export interface OwnRun {
  readonly platform: BenchPlatform;
  readonly system: GatewaySystem;
  readonly poster: Poster;
  readonly source: WebhookSource;
  readonly options: GatewayOptions;
  readonly progress: (line: string) => void;
}

/** The median run. */
export function summarize(
  { name, kind }: GatewaySystem,
  what: string,
  { set }: GatewayOptions,
  runs: readonly CostedLoad[],
  messagesPerWebhook = 1,
): Measurement {
  const median = (of: (run: CostedLoad) => number): number => percentile(runs.map(of), 0.5);
  const processes = Object.keys(runs[0]?.cpuMicroseconds ?? {});
  return {
    bench: 'gateway',
    set,
    system: name,
    isOurs: kind === 'ours',
    class: what,
    topic: kind,
    sent: runs.reduce((sum, run) => sum + run.sent, 0),
    lost: runs.reduce((sum, run) => sum + run.sent - run.accepted, 0),
    perSecond: median(({ perSecond }) => perSecond) * messagesPerWebhook,
    p50Ms: median(({ p50Ms }) => p50Ms),
    p99Ms: median(({ p99Ms }) => p99Ms),
    cpuMicroseconds: Object.fromEntries(
      processes.map((process) => [process, median(({ cpuMicroseconds }) => cpuMicroseconds[process] ?? 0)]),
    ),
  };
}
