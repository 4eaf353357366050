import v8 from 'node:v8';

/**
 * Collect when the heap is two fifths larger than what was alive the last time. V8 waits for several times of it, and turns that last for
 * seconds outlive its young generation: a busy processor kept many times what it held. Costs a little CPU.
 */
const growthPercent = 40;

/** To be called before anything else is allocated. */
export const keepHeapSmall = (): void => v8.setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
