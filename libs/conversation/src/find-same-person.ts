import {
  findHeld,
  type HeldIdentity,
  type Identity,
  type IncomingIdentity,
  isSameSlot,
  type KnownEndUser,
  parentScope,
} from './identity.ts';

/** What a webhook means among the end users already known. */
export interface Recognition {
  /** Known end users that are the writer, strongest evidence first. More than one: they turn out to be one person. */
  same: KnownEndUser[];
  /** Whether the message carries a BSUID that its writer no longer goes by: nothing else in it is news then. */
  isOutdated: boolean;
  /** The end user whose announced change of number or BSUID has not been recorded yet. */
  changed: KnownEndUser | undefined;
}

/** Finds who wrote, by the rules described at `planIdentity`. */
export function findSamePerson(incoming: IncomingIdentity, known: readonly KnownEndUser[]): Recognition {
  const bsuid = bsuidOf(incoming);
  const phone = phoneOf(incoming);
  const byBsuid = bsuid && known.find((endUser) => findHeld(endUser, bsuid));
  const isOutdated = byBsuid !== undefined && bsuid !== undefined && findHeld(byBsuid, bsuid)?.isCurrent === false;
  const previous = previousHolder(incoming, known);

  const same: KnownEndUser[] = [];
  const join = (candidate: KnownEndUser | undefined): void => {
    if (candidate !== undefined && !same.includes(candidate)) same.push(candidate);
  };
  const joinUnlessSomeoneElse = (candidate: KnownEndUser | undefined): void => {
    const others = [{ identities: claimedBsuids(incoming) }, ...same];
    if (candidate !== undefined && !others.some((other) => areDifferentPeople(other, candidate))) join(candidate);
  };
  join(byBsuid);
  join(previous?.endUser);
  if (!isOutdated) {
    const parent = parentOf(incoming);
    joinUnlessSomeoneElse(parent && currentHolder(parent, known));
    // A number someone has just moved to was another person's before.
    const isMovingIn = isChange(incoming) && same.length > 0;
    if (!isMovingIn) joinUnlessSomeoneElse(phone && currentHolder(phone, known));
  }
  return { same, isOutdated, changed: previous?.isNews && (bsuid ?? phone) ? previous.endUser : undefined };
}

export const bsuidOf = ({ bsuid, scope }: IncomingIdentity): Identity | undefined =>
  bsuid ? { kind: 'bsuid', value: bsuid, scope } : undefined;
export const parentOf = ({ parentBsuid }: IncomingIdentity): Identity | undefined =>
  parentBsuid ? { kind: 'bsuid', value: parentBsuid, scope: parentScope } : undefined;
export const phoneOf = ({ phone }: IncomingIdentity): Identity | undefined =>
  phone ? { kind: 'phone', value: phone, scope: '' } : undefined;

/** The BSUID given up, undefined if the message names none or, as some do, the present one. */
export const previousBsuidOf = ({ previousBsuid, bsuid, scope }: IncomingIdentity): Identity | undefined =>
  previousBsuid && previousBsuid !== bsuid ? { kind: 'bsuid', value: previousBsuid, scope } : undefined;
const previousPhoneOf = ({ previousPhone, phone }: IncomingIdentity): Identity | undefined =>
  previousPhone && previousPhone !== phone ? { kind: 'phone', value: previousPhone, scope: '' } : undefined;

const isChange = (incoming: IncomingIdentity): boolean => (previousBsuidOf(incoming) ?? previousPhoneOf(incoming)) !== undefined;

const claimedBsuids = (incoming: IncomingIdentity): HeldIdentity[] =>
  [bsuidOf(incoming), parentOf(incoming)]
    .filter((identity) => identity !== undefined)
    .map((identity) => ({ ...identity, isCurrent: true }));

const currentHolder = (identity: Identity, known: readonly KnownEndUser[]): KnownEndUser | undefined =>
  known.find((endUser) => findHeld(endUser, identity)?.isCurrent);

function previousHolder(
  incoming: IncomingIdentity,
  known: readonly KnownEndUser[],
): { endUser: KnownEndUser; isNews: boolean } | undefined {
  const bsuid = previousBsuidOf(incoming);
  const byBsuid = bsuid && known.find((endUser) => findHeld(endUser, bsuid));
  if (bsuid && byBsuid) return { endUser: byBsuid, isNews: findHeld(byBsuid, bsuid)?.isCurrent === true };
  const phone = previousPhoneOf(incoming);
  // An old number, unlike an old BSUID, soon belongs to someone else.
  const byPhone = phone && currentHolder(phone, known);
  return byPhone && { endUser: byPhone, isNews: true };
}

/** Two end users who now go by different BSUIDs in one scope are two people, whatever else they share. */
const areDifferentPeople = (a: Pick<KnownEndUser, 'identities'>, b: Pick<KnownEndUser, 'identities'>): boolean =>
  a.identities.some(
    (mine) =>
      mine.kind === 'bsuid' &&
      mine.isCurrent &&
      b.identities.some((theirs) => theirs.isCurrent && isSameSlot(mine, theirs) && mine.value !== theirs.value),
  );
