/** What kind of tenant a question is asked of. */
export type TenantClass = 'small' | 'medium' | 'upper' | 'large';
export type SetName = 'A' | 'B' | 'quick';

export interface CorpusShape {
  readonly name: SetName;
  /** Chunks of each tenant; a tenant is known by its index here. */
  readonly tenantSizes: readonly number[];
  /** The tenants whose questions are measured, by class. */
  readonly classes: Readonly<Partial<Record<TenantClass, readonly number[]>>>;
}

/**
 * The three sets. A: one large tenant owns half of 200,000 chunks, the rest is spread over 1,000 tenants. B: 1,000,000 chunks, sizes by
 * Zipf's law (133,592 … 134). Quick: A's shape in small, which shows that everything works and nothing about speed.
 */
export function corpusShape(name: SetName): CorpusShape {
  if (name === 'A') return mixedShape(name, { large: 100_000, mediums: [5, 5_000], smalls: [10, 100], rest: [984, 74_000] });
  if (name === 'quick') return mixedShape(name, { large: 2_500, mediums: [2, 400], smalls: [5, 20], rest: [30, 600] });
  const tenantSizes = zipfSizes(1_000, 1_000_000);
  return { name, tenantSizes, classes: { small: range(990, 10), medium: range(24, 5), upper: range(3, 2), large: [0] } };
}

interface Mixture {
  readonly large: number;
  /** How many, and of how many chunks each. */
  readonly mediums: readonly [number, number];
  readonly smalls: readonly [number, number];
  /** How many, and of how many chunks together, by Zipf's law. */
  readonly rest: readonly [number, number];
}

function mixedShape(name: SetName, { large, mediums, smalls, rest }: Mixture): CorpusShape {
  const [mediumCount, mediumSize] = mediums;
  const [smallCount, smallSize] = smalls;
  const same = (count: number, size: number): number[] => new Array<number>(count).fill(size);
  const tenantSizes = [large, ...same(mediumCount, mediumSize), ...same(smallCount, smallSize), ...zipfSizes(...rest)];
  return { name, tenantSizes, classes: { small: range(1 + mediumCount, smallCount), medium: range(1, mediumCount), large: [0] } };
}

/** Sizes proportional to 1/rank, largest first, that add up to exactly the total; what rounding leaves goes to the largest. */
export function zipfSizes(count: number, total: number): number[] {
  const harmonic = range(1, count).reduce((sum, rank) => sum + 1 / rank, 0);
  const sizes = range(1, count).map((rank) => Math.floor(total / rank / harmonic));
  const left = total - sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size, index) => (index === 0 ? size + left : size));
}

const range = (start: number, count: number): number[] => Array.from({ length: count }, (_, index) => start + index);
