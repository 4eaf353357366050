const exitCodes = { SIGINT: 130, SIGTERM: 143 };

/** On Ctrl-C or a polite kill, stops what was started and ends the process. @returns takes that back */
export function endOnSignal(stop: () => Promise<void>): () => void {
  const end = (signal: keyof typeof exitCodes): void => void stop().finally(() => process.exit(exitCodes[signal]));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  return () => {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  };
}
