import v8 from 'node:v8';

/**
 * Collect when the heap is half as large again as what was alive the last time. V8 waits for some four times of it, and turns that last for
 * seconds outlive its young generation: a busy processor held 70 MB and kept 500 (docs/performance.md). Costs a few percent of CPU.
 */
const growthPercent = 50;

/** To be called before anything else is allocated. */
export const keepHeapSmall = (): void => v8.setFlagsFromString(`--heap-growing-percent=${growthPercent}`);
