import type { createHitTest } from '@sylion/database';

/** A hit test as answers show it. */
export const toHitTestAnswer = ({ request, timings, ...shown }: Awaited<ReturnType<typeof createHitTest>>) => ({
  ...shown,
  question: String(request['question'] ?? ''),
  timings: { embedMs: Number(timings['embedMs'] ?? 0), searchMs: Number(timings['searchMs'] ?? 0) },
});
