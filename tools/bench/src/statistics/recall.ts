/** The share of the true nearest that were found; 1 when there is nothing to find. */
export function recall(found: readonly number[], truth: readonly number[]): number {
  const returned = new Set(found);
  return truth.length === 0 ? 1 : truth.filter((one) => returned.has(one)).length / truth.length;
}
