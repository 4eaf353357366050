/** A full bucket holds `capacity` tokens and regains one every `intervalMs`; stored as the moment at which it is full again. */
export interface BucketSize {
  readonly capacity: number;
  readonly intervalMs: number;
}

/** Whether a token is there at `now`, for a bucket that is full again at `fullAt` (unix milliseconds). */
export function hasToken(fullAt: number | undefined, now: number, size: BucketSize): boolean {
  return missingTime(fullAt, now) <= (size.capacity - 1) * size.intervalMs;
}

/** When the bucket is full again after a token was taken at `now`. */
export function takeToken(fullAt: number | undefined, now: number, size: BucketSize): number {
  return now + missingTime(fullAt, now) + size.intervalMs;
}

function missingTime(fullAt: number | undefined, now: number): number {
  return Math.max(0, (fullAt ?? 0) - now);
}
