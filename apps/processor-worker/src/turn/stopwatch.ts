import { inSpan } from '@sylion/runtime';

/** Times the steps of one turn; each is a span of its trace. */
export interface Stopwatch {
  readonly steps: readonly { name: string; ms: number }[];
  time<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

export function startStopwatch(): Stopwatch {
  const steps: { name: string; ms: number }[] = [];
  return {
    steps,
    time: async (name, work) => {
      const startedAt = performance.now();
      try {
        return await inSpan(name, {}, work);
      } finally {
        steps.push({ name, ms: Math.round((performance.now() - startedAt) * 10) / 10 });
      }
    },
  };
}
