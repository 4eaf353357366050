/** Receives one finished line of progress, without a line break. */
export type Log = (line: string) => void;

const heartbeatMs = 5_000;

/** Runs a step that may take long, so that a person watching the log sees when it starts, that it lives, and how long it took. */
export async function reportStep<Result>(log: Log, step: string, action: () => Promise<Result>): Promise<Result> {
  const startedAtMs = performance.now();
  const elapsed = () => `${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`;

  log(`${step} …`);
  const heartbeat = setInterval(() => log(`${step} … ${elapsed()}`), heartbeatMs);
  try {
    const result = await action();
    log(`${step}: done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
