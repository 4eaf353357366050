import { bsuidOf, findSamePerson, parentOf, phoneOf, previousBsuidOf, type Recognition } from './find-same-person.ts';
import {
  findHeld,
  type HeldIdentity,
  type Identity,
  type IncomingIdentity,
  isSameIdentity,
  isSameSlot,
  type KnownEndUser,
} from './identity.ts';

/**
 * What to write down, in this order: create the end user if need be, `merge`, `detach`, `attach` (as current, also
 * what the end user already holds as retired), `retire` (keep, but no longer as current).
 * `attach` and `retire` are about `endUser`, which survives its merges.
 */
export interface IdentityPlan {
  endUser: { use: string } | 'create';
  merge: { from: string; into: string }[];
  detach: { endUserId: string; identity: Identity }[];
  attach: Identity[];
  retire: Identity[];
}

/**
 * Decides which end user wrote a message and what becomes of the identities it names.
 *
 * `known` are all end users of the tenant that hold, now or formerly, any value in `incoming`, the previous ones
 * included. Returns null if the message names nobody: a username alone is no proof.
 *
 * - A BSUID decides within its scope, for ever: WhatsApp never gives one to a second person.
 * - A phone decides unless its holder goes by another BSUID in that scope. Then the number was recycled: it moves to
 *   the writer, and nobody is merged. A number that its holder has given up decides nothing.
 * - If BSUID and phone point at two end users who can be one person, they are merged into the older one.
 * - A username identifies nobody and merges nobody; it moves to whoever writes under it.
 * - An announced change keeps the end user and retires what the new values replace. WhatsApp makes new BSUIDs when a
 *   number changes, so the known phone is retired even if the new one is not told, and if it is told, so are the
 *   BSUIDs of other scopes.
 * - A message under a retired BSUID is a late one: it finds its end user and changes nothing.
 *
 * Deterministic, and planning again after applying the plan gives a plan that does nothing.
 * Source: Cloud API, "Business-scoped user IDs" (May 2026), changelog of 2026-08-11.
 */
export function planIdentity(incoming: IncomingIdentity, known: readonly KnownEndUser[]): IdentityPlan | null {
  const strong = [bsuidOf(incoming), parentOf(incoming), phoneOf(incoming)].filter((identity) => identity !== undefined);
  if (strong.length === 0) return null;
  const recognition = findSamePerson(incoming, known);
  const { same, isOutdated } = recognition;
  const [survivor, ...merged] = [...same].sort(olderFirst);
  const wanted: Identity[] = isOutdated ? [] : [...strong, ...usernameOf(incoming)];
  const held = same.flatMap((endUser) => endUser.identities);
  const attach = wanted.filter((identity) => !held.some((mine) => mine.isCurrent && isSameIdentity(mine, identity)));
  const former = unknownFormerBsuid(incoming, known);
  return {
    endUser: survivor ? { use: survivor.endUserId } : 'create',
    merge: survivor ? merged.map((endUser) => ({ from: endUser.endUserId, into: survivor.endUserId })) : [],
    detach: [...known]
      .sort(olderFirst)
      .filter((endUser) => !same.includes(endUser))
      .flatMap((endUser) =>
        wanted.filter((identity) => findHeld(endUser, identity)).map((identity) => ({ endUserId: endUser.endUserId, identity })),
      ),
    attach: [...attach, ...former],
    retire: [...replacedBy(wanted, held, givenUp(incoming, recognition)), ...former],
  };
}

const olderFirst = (a: KnownEndUser, b: KnownEndUser): number =>
  a.createdAt.getTime() - b.createdAt.getTime() || (a.endUserId < b.endUserId ? -1 : 1);

const usernameOf = ({ username }: IncomingIdentity): Identity[] => (username ? [{ kind: 'username', value: username, scope: '' }] : []);

/** A BSUID nobody was seen under yet: kept as retired, so that messages still on their way find their writer. */
function unknownFormerBsuid(incoming: IncomingIdentity, known: readonly KnownEndUser[]): Identity[] {
  const former = previousBsuidOf(incoming);
  return former && incoming.bsuid && !known.some((endUser) => findHeld(endUser, former)) ? [former] : [];
}

/** What an announced change takes from the end user it is about. */
function givenUp(incoming: IncomingIdentity, { changed }: Recognition): Identity[] {
  const kept = [bsuidOf(incoming), parentOf(incoming), phoneOf(incoming)].filter((identity) => identity !== undefined);
  const isGivenUp = (identity: HeldIdentity): boolean => {
    if (!identity.isCurrent || kept.some((other) => isSameIdentity(other, identity))) return false;
    if (identity.kind === 'phone') return true;
    return identity.kind === 'bsuid' && (incoming.phone !== undefined || identity.scope === incoming.scope);
  };
  return (changed?.identities ?? []).filter(isGivenUp).map(bare);
}

/** The current identities that have to make room: one per slot stays, the wanted one or else the best-proven. */
function replacedBy(wanted: readonly Identity[], held: readonly HeldIdentity[], given: readonly Identity[]): Identity[] {
  const staying: Identity[] = [...wanted];
  const replaced: Identity[] = [];
  for (const identity of held.filter((mine) => mine.isCurrent).map(bare)) {
    if (staying.some((other) => isSameIdentity(other, identity))) continue;
    const makesRoom = given.some((other) => isSameIdentity(other, identity)) || staying.some((other) => isSameSlot(other, identity));
    (makesRoom ? replaced : staying).push(identity);
  }
  return replaced;
}

const bare = ({ kind, value, scope }: Identity): Identity => ({ kind, value, scope });
