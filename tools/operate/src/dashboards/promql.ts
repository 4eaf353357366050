/** How often per second, by a label or all together. */
export const rate = (metric: string, by?: string): string => `sum ${by === undefined ? '' : `by (${by}) `}(rate(${metric}[5m]))`;

/** What share of all. */
export const share = (part: string, all: string): string => `sum(rate(${part}[5m])) / sum(rate(${all}[5m]))`;

/** A quantile of a histogram, by a label or all together. */
export const quantile = (which: number, histogram: string, by?: string): string =>
  `histogram_quantile(${which}, sum by (le${by === undefined ? '' : `, ${by}`}) (rate(${histogram}_bucket[5m])))`;
