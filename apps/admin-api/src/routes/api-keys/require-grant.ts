import { includesGrant, type Grant } from '@sylion/tenancy';

import { Problem } from '../../http/problem.ts';

/**
 * Nobody makes, changes or takes over a key that may more than they may themselves.
 * @throws {Problem} 403
 */
export function requireGrant(held: Grant, ofKey: Grant): void {
  if (!includesGrant(held, ofKey)) throw new Problem(403, 'forbidden', 'the key may more than you may yourself');
}
