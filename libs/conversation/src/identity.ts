/** One name an end user goes by. BSUIDs hold within a `scope` (portfolio or WABA); phones and usernames have scope ''. */
export interface Identity {
  kind: 'bsuid' | 'phone' | 'username';
  value: string;
  scope: string;
}

/** Parent BSUIDs are the same in all portfolios of an enterprise, so they have a scope of their own. */
export const parentScope = 'parent';

/** `isCurrent` is false once the end user goes by another value: they keep the old one, for messages that come late. */
export type HeldIdentity = Identity & { isCurrent: boolean };

export interface KnownEndUser {
  endUserId: string;
  createdAt: Date;
  /** All of them, not only those that a message names. */
  identities: readonly HeldIdentity[];
}

/** Who a webhook says its writer is; WhatsApp leaves out what it does not want to tell. */
export interface IncomingIdentity {
  bsuid?: string;
  parentBsuid?: string;
  phone?: string;
  username?: string;
  /** Portfolio or WABA of the channel: a BSUID means nothing outside it. */
  scope: string;
  /** Only on the system messages `user_changed_user_id` and `user_changed_number`: what the writer went by before. */
  previousBsuid?: string;
  previousPhone?: string;
}

export const isSameIdentity = (a: Identity, b: Identity): boolean => a.kind === b.kind && a.scope === b.scope && a.value === b.value;

/** Two values of one slot exclude each other: a person has one phone, one username and one BSUID per scope at a time. */
export const isSameSlot = (a: Identity, b: Identity): boolean => a.kind === b.kind && a.scope === b.scope;

export const findHeld = (endUser: Pick<KnownEndUser, 'identities'>, identity: Identity): HeldIdentity | undefined =>
  endUser.identities.find((held) => isSameIdentity(held, identity));
