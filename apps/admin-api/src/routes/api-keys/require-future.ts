import { Problem } from '../../http/problem.ts';

/** @throws {Problem} 400 when a key would be over before it begins; revoking says that better. */
export function requireFuture(expiresAt: Date | null | undefined): void {
  if (expiresAt && expiresAt <= new Date())
    throw new Problem(400, 'invalid_request', 'expiresAt is over already', [{ path: 'expiresAt', message: 'must be in the future' }]);
}
