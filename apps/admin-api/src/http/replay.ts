import { findRequest, holdRequestKey, type PlatformScope, type TenantScope } from '@sylion/database';
import type { RingKey } from '@sylion/tenancy';

import { openOutcome, type IdempotentRequest, type Outcome } from './idempotency.ts';
import { Problem } from './problem.ts';

/**
 * Looks whether a request was made before, and keeps its repetitions out until this transaction ends.
 *
 * @returns what it was answered; undefined when it is to be done now
 * @throws {Problem} 409 `request_in_progress` while another one with its key is under way, 422 when the key was used for something else
 */
export async function replay(
  scope: TenantScope | PlatformScope,
  request: IdempotentRequest,
  ring: readonly RingKey[],
): Promise<Outcome | undefined> {
  if (!(await holdRequestKey(scope, request))) throw inProgress();
  const known = await findRequest(scope, request);
  if (!known) return undefined;
  if (!known.fingerprint.equals(request.fingerprint))
    throw new Problem(422, 'idempotency_key_reused', 'Idempotency-Key: was used for another request already');
  if (known.answerCiphertext) return openOutcome(ring, known.answerCiphertext, request);
  if (known.isRunning) throw inProgress();
  return undefined;
}

const inProgress = (): Problem => new Problem(409, 'request_in_progress', 'a request with this Idempotency-Key is under way');
