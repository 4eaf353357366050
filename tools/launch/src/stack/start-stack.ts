import { fromSources } from './program.ts';
import { startApps, type AppName, type AppsOptions, type RunningApp } from './start-apps.ts';
import { startGround, type Ground, type GroundOptions } from './start-ground.ts';
import type { SupervisedProcess } from './supervised-process.ts';

export interface StackOptions
  extends Omit<GroundOptions, 'bringUpToDate'>, Partial<Pick<AppsOptions, 'onRestart' | 'replicas' | 'adapt' | 'programOf'>> {}

export interface Stack extends Omit<Ground, 'environmentOf'> {
  /** The first process of each app. */
  readonly apps: Readonly<Record<AppName, SupervisedProcess>>;
  /** Every process of the apps. */
  readonly processes: readonly RunningApp[];
  readonly pids: () => Record<string, number>;
}

/** Brings the whole product up as real processes: servers, emulators, the four apps, in the order in which they need each other. */
export async function startStack({
  onRestart = () => undefined,
  replicas = {},
  adapt = (_name, environment) => Promise.resolve(environment),
  programOf = (app) => fromSources(`apps/${app}/src/main.ts`),
  ...options
}: StackOptions): Promise<Stack> {
  const { environmentOf, ...ground } = await startGround(options);
  const { servers, emulators } = ground;
  try {
    const processes = await startApps(environmentOf, { ...options, onRestart, replicas, adapt, programOf });
    return {
      ...ground,
      apps: Object.fromEntries(processes.map(({ app, process }) => [app, process]).reverse()) as Record<AppName, SupervisedProcess>,
      processes,
      stop: async () => {
        await Promise.all(processes.map(({ process }) => process.stop()));
        await ground.stop();
      },
      pids: () => ({
        ...servers.pids,
        ...(emulators ? { emulators: emulators.process.pid } : {}),
        ...Object.fromEntries(processes.map(({ process: { name, pid } }) => [name, pid])),
      }),
    };
  } catch (error) {
    await ground.stop();
    throw error;
  }
}
