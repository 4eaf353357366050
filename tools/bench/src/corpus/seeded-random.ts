/** Numbers that look random and are the same for the same seed, on every machine. */
export interface SeededRandom {
  /** Evenly in [0, 1). */
  uniform(): number;
  /** Evenly among 0 … below − 1. */
  integer(below: number): number;
  /** About normal, mean 0, variance 1: a sum of four even numbers, which is quick and has no long tails. */
  normal(): number;
}

const fourUniformDeviation = Math.sqrt(1 / 3);

/** A stream of its own for every combination of the parts: chunk 7 of tenant 3 can be made without making all before it. */
export function seededRandom(...parts: readonly number[]): SeededRandom {
  let state = parts.reduce((hash, part) => scramble(hash ^ scramble(part + 0x9e3779b9)), 0x2545f491);
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return scramble(state) / 4294967296;
  };
  return {
    uniform,
    integer: (below) => Math.floor(uniform() * below),
    normal: () => (uniform() + uniform() + uniform() + uniform() - 2) / fourUniformDeviation,
  };
}

/** A 32-bit finalizer (murmur3): every bit of the input moves about half of the output's. */
function scramble(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
