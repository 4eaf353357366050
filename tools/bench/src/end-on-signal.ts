const exitCodes = { SIGINT: 130, SIGTERM: 143 };

export interface SignalWatch {
  /** Whether a signal has come: what fails from then on fails because everything is being stopped. */
  isEnding(): boolean;
  stopWatching(): void;
}

/** On Ctrl-C or a polite kill, stops what was started and ends the process. */
export function endOnSignal(stop: () => Promise<void>): SignalWatch {
  let isEnding = false;
  const end = (signal: keyof typeof exitCodes): void => {
    isEnding = true;
    // The connections that break now are broken by us: nothing to complain about, and no reason to go before the server has.
    process.on('uncaughtException', () => undefined);
    void stop().finally(() => process.exit(exitCodes[signal]));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return {
    isEnding: () => isEnding,
    stopWatching: () => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
    },
  };
}
