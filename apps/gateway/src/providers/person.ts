import type { Person } from './provider-event.ts';
import { readText, withoutUndefined } from './read-json.ts';

/** The identities as a provider may write them: phones with or without `+`, ids in the wrong field, usernames with `@`. */
export interface WrittenPerson {
  phone?: unknown;
  bsuid?: unknown;
  parentBsuid?: unknown;
  username?: unknown;
  displayName?: unknown;
}

const maximumIdLength = 200;
const maximumNameLength = 500;

/** Reads a person. A BSUID that stands where a phone belongs is recognised; what cannot be an identity is left out. */
export const readPerson = (written: WrittenPerson): Person => {
  const misplaced = readUserId(written.phone);
  const misplacedParent = misplaced !== undefined && isParentBsuid(misplaced);
  return withoutUndefined({
    bsuid: readIdentity(written.bsuid) ?? (misplacedParent ? undefined : misplaced),
    parentBsuid: readIdentity(written.parentBsuid) ?? (misplacedParent ? misplaced : undefined),
    phone: readPhone(written.phone),
    username: readIdentity(readText(written.username)?.replace(/^@+/, '')),
    displayName: readText(written.displayName)?.slice(0, maximumNameLength).toWellFormed(),
  });
};

/** Adds what another source knows of the same person; what is known already stays. */
export const mergePerson = (known: Person, more: Person): Person => ({ ...more, ...known });

/** True when the two cannot be the same person: an identity that both have differs. */
export const contradicts = (one: Person, other: Person): boolean =>
  (['bsuid', 'phone'] as const).some((key) => one[key] !== undefined && other[key] !== undefined && one[key] !== other[key]);

/** Whether there is anything by which the person can be found again and written to. */
export const hasIdentity = (person: Person): boolean =>
  person.bsuid !== undefined || person.phone !== undefined || person.parentBsuid !== undefined;

/** `+` and 5–15 digits (E.164), from a number with or without `+`; undefined if it is no phone number. */
export const readPhone = (value: unknown): string | undefined => {
  const digits = readText(value)
    ?.replace(/^\+/, '')
    .replace(/[\s().-]/g, '');
  return digits !== undefined && /^\d{5,15}$/.test(digits) ? `+${digits}` : undefined;
};

// Ids are kept verbatim: their case, prefix and full stop are significant.
const readIdentity = (value: unknown): string | undefined => {
  const identity = readText(value);
  return identity !== undefined && identity.length <= maximumIdLength ? identity : undefined;
};

const readUserId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(value) ? value : undefined;

const isParentBsuid = (id: string): boolean => id.startsWith('ENT.', 3);
