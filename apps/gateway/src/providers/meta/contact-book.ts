import { contradicts, mergePerson, readPerson } from '../person.ts';
import type { Person } from '../provider-event.ts';
import type { JsonRecord } from '../read-json.ts';
import { isRecord, readList, readRecord } from '../read-json.ts';

/** Adds to a person what the `contacts[]` beside their message or status tell of them. */
export type ContactBook = (person: Person) => Person;

/**
 * Reads `contacts[] {profile {name, username?}, wa_id?, user_id?, parent_user_id?}`. A contact belongs to a person by a shared
 * identity; the only contact of a value belongs to whomever it does not contradict.
 */
export const readContactBook = (contacts: unknown): ContactBook => {
  const people = readList(contacts).filter(isRecord).map(readContact);
  const byIdentity = new Map(people.flatMap((person) => identitiesOf(person).map((identity) => [identity, person] as const)));
  return (person) => {
    const match =
      identitiesOf(person)
        .map((identity) => byIdentity.get(identity))
        .find((found) => found !== undefined) ?? onlyOne(people);
    return match === undefined || contradicts(person, match) ? person : mergePerson(person, match);
  };
};

const readContact = (contact: JsonRecord): Person => {
  const profile = readRecord(contact.profile);
  return readPerson({
    phone: contact.wa_id,
    bsuid: contact.user_id,
    parentBsuid: contact.parent_user_id,
    username: profile.username,
    displayName: profile.name,
  });
};

const identitiesOf = ({ bsuid, phone }: Person): string[] => [bsuid, phone].filter((identity) => identity !== undefined);

const onlyOne = (people: Person[]): Person | undefined => (people.length === 1 ? people[0] : undefined);
