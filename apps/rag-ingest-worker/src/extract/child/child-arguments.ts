/** Of the memory a child may take, the part that its heap may; the rest is for Node and for buffers. */
const heapShare = 0.75;

/** To a child that has time before its first document. */
export const spareArgument = 'spare';

/**
 * How Node is told to run the child: it may read files and nothing else (no writing, no processes, no native code, no
 * eval); the one thread it may start is the clock that ends it.
 * Sources need the condition that points our packages at theirs; a bundle has them inside.
 */
export function childArguments(childEntry: string, memoryMegabytes: number, { isSpare = false } = {}): string[] {
  return [
    ...(childEntry.endsWith('.ts') ? ['--conditions=@sylion/source'] : []),
    `--max-old-space-size=${Math.floor(memoryMegabytes * heapShare)}`,
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    '--permission',
    '--allow-fs-read=*',
    '--allow-worker',
    childEntry,
    ...(isSpare ? [spareArgument] : []),
  ];
}
