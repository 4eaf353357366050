/** The vector scaled to length 1, so that the inner product is the cosine: shortened embeddings arrive unnormalised. */
export function unitVector(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => (length === 0 ? 0 : value / length));
}
