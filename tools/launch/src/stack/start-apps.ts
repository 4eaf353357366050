import path from 'node:path';

import { freePort } from '../embedded/free-port.ts';
import type { Log } from '../embedded/report-step.ts';
import type { Program } from './program.ts';
import { superviseProcess, type SupervisedProcess } from './supervised-process.ts';

export const appNames = ['gateway', 'processor-worker', 'rag-ingest-worker', 'admin-api'] as const;
export type AppName = (typeof appNames)[number];

export interface AppsOptions {
  readonly home: string;
  readonly log: Log;
  readonly onRestart: (name: string, pid: number, reason: string) => void;
  /** How many processes of a worker run side by side; one by default. The first is named after its app, the second `<app>-2` … */
  readonly replicas: Partial<Record<'processor-worker' | 'rag-ingest-worker', number>>;
  /** What runs an app; its sources by default. */
  readonly programOf: (app: AppName) => Program;
  /** What one process is told, given what its app is told. */
  readonly adapt: (name: string, environment: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>;
}

export interface RunningApp {
  readonly app: AppName;
  readonly process: SupervisedProcess;
}

/** Starts every app side by side and waits until all serve. */
export async function startApps(
  environmentOf: (app: AppName) => Readonly<Record<string, string>>,
  options: AppsOptions,
): Promise<RunningApp[]> {
  options.log('starting the four apps …');
  const plans = appNames.flatMap((app) => {
    const count = app === 'gateway' || app === 'admin-api' ? 1 : (options.replicas[app] ?? 1);
    return Array.from({ length: count }, (_, index) => ({ app, name: index === 0 ? app : `${app}-${index + 1}` }));
  });
  const started = await Promise.allSettled(
    plans.map(async ({ app, name }) => ({ app, process: await startApp(app, name, environmentOf(app), options) })),
  );
  const failure = started.find((result) => result.status === 'rejected');
  const running = started.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  if (failure) {
    await Promise.all(running.map(({ process }) => process.stop()));
    throw failure.reason;
  }
  return running;
}

async function startApp(
  app: AppName,
  name: string,
  environment: Readonly<Record<string, string>>,
  { home, onRestart, adapt, programOf }: AppsOptions,
): Promise<SupervisedProcess> {
  const metricsPort = await freePort();
  return superviseProcess({
    name,
    program: programOf(app),
    environment: await adapt(name, { ...environment, METRICS_PORT: String(metricsPort) }),
    logFile: path.join(home, 'logs', `${name}.log`),
    isReady: async () => (await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).ok,
    onRestart: (pid, reason) => onRestart(name, pid, reason),
  });
}
