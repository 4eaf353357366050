/**
 * For how long webhooks have been taken here without a break. What became of a send is told by a status webhook; while nobody took
 * webhooks its silence proves nothing, and the provider repeats what it could not deliver.
 */
export interface EvidenceClock {
  listeningMs(): number;
  /** A webhook was turned away, or taken so late that its sender may have given it up. */
  interrupt(): void;
}

const lookEveryMs = 250;
/** A process that did not look for so long stood still. */
const standstillMs = 1_000;

/** The clock of a process that begins to listen now. `look` has to be called again and again: by that it notices that it stood still. */
export function createEvidenceClock(now: () => number): EvidenceClock & { look(): void } {
  let since = now();
  let lookedAt = since;
  const interrupt = (): void => {
    since = now();
  };
  return {
    interrupt,
    look: () => {
      if (now() - lookedAt > standstillMs) interrupt();
      lookedAt = now();
    },
    listeningMs: () => now() - since,
  };
}

/** Keeps the clock going until it is stopped. */
export function startEvidenceClock(): EvidenceClock & { stop(): Promise<void> } {
  const clock = createEvidenceClock(() => performance.now());
  const timer = setInterval(clock.look, lookEveryMs);
  return {
    ...clock,
    stop: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
