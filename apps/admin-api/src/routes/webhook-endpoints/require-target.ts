import { AddressNotAllowed, readWebUrl, type Allowed } from '@sylion/runtime';

import { Problem } from '../../http/problem.ts';

/**
 * Refuses an address that no webhook would go to, as far as that shows in the address itself; what a name leads to is judged at every try.
 * @throws {Problem} 400
 */
export function requireTarget(url: string, allowed: Allowed): void {
  try {
    readWebUrl(url, allowed);
  } catch (error) {
    if (!(error instanceof AddressNotAllowed)) throw error;
    throw new Problem(400, error.code, `webhooks do not go there: ${error.message}`, [{ path: 'url', message: error.message }]);
  }
}
