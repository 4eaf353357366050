const betweenLinesMs = 5_000;

/** Says every few seconds how much of something long is done and when the rest will be. */
export function trackProgress(what: string, total: number, progress: (line: string) => void): { advance(by: number): void } {
  const startedAt = performance.now();
  let saidAt = startedAt;
  let done = 0;
  return {
    advance: (by) => {
      done += by;
      const now = performance.now();
      if (now - saidAt < betweenLinesMs) return;
      saidAt = now;
      const leftSeconds = (((now - startedAt) / done) * (total - done)) / 1000;
      progress(`${done} of ${total} ${what}, about ${Math.ceil(leftSeconds)} s left`);
    },
  };
}
