const exitCodes = { SIGINT: 130, SIGTERM: 143 };

/** On Ctrl-C or a polite kill, stops what was started and ends the process. @returns takes that back */
export function endOnSignal(stop: () => Promise<void>): () => void {
  const end = (signal: keyof typeof exitCodes): void => {
    // The connections that break now are broken by us: nothing to complain about, and no reason to go before the server has.
    process.on('uncaughtException', () => undefined);
    void stop().finally(() => process.exit(exitCodes[signal]));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
}
