import type { ErasureRow } from '@sylion/database';

/** An erasure as the API tells it; what it still has to do is its own business. */
export const toErasureAnswer = ({ id, endUserId, state, requestedAt, rowsErasedAt, doneAt, certificate }: ErasureRow) => ({
  id,
  endUserId,
  state,
  requestedAt,
  rowsErasedAt,
  doneAt,
  certificate,
});
