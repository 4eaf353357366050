const everyMs = 10;

/** How far the memory of this process rises above what it was at the start. */
export function watchMemory(): { stop(): number } {
  const startBytes = process.memoryUsage.rss();
  let peakBytes = startBytes;
  const look = (): void => void (peakBytes = Math.max(peakBytes, process.memoryUsage.rss()));
  const timer = setInterval(look, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peakBytes - startBytes;
    },
  };
}
