import type { Actor } from '@sylion/database';
import { ownedUntil, type StandingKey } from '@sylion/tenancy';

import { conflict } from '../../http/problem.ts';

/**
 * A key may not shut its own tenant out: no key brings forward the moment from which no owner's key is left. Who signs in with an
 * identity provider, and the platform, are there afterwards and can issue another one.
 * @throws {Problem} 409
 */
export function keepAnOwner(actor: Actor, { before, after }: { before: readonly StandingKey[]; after: readonly StandingKey[] }): void {
  if (actor.kind !== 'api_key') return;
  const now = new Date();
  if (ownedUntil(after, now) < ownedUntil(before, now))
    throw conflict('last_owner_key', 'no other owner’s key stands as long as this one: issue one first');
}
