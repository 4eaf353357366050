import { hasIdentity, readPerson } from '../person.ts';
import type { IdentityChange, Person } from '../provider-event.ts';
import type { JsonRecord } from '../read-json.ts';
import { readRecord, withoutUndefined } from '../read-json.ts';

export interface ChangedIdentity {
  from: Person;
  identityChange?: IdentityChange;
}

/**
 * Reads who a `system` message is about, and who that was before. `system.wa_id` and `system.user_id` are the new identities;
 * `from` is the old phone of a changed number; `from_user_id` may be either, so only `previous_user_id` is trusted above it.
 */
export const readIdentityChange = (message: JsonRecord): ChangedIdentity => {
  const system = readRecord(message.system);
  const sender = readPerson({ phone: message.from, bsuid: message.from_user_id, parentBsuid: message.from_parent_user_id });
  const after = readPerson({ phone: system.wa_id, bsuid: system.user_id, parentBsuid: system.parent_user_id });
  const before = readPerson({ bsuid: system.previous_user_id, parentBsuid: system.previous_parent_user_id });

  if (system.type !== 'user_changed_number' && system.type !== 'user_changed_user_id') return { from: { ...sender, ...after } };
  const from = withoutUndefined({
    bsuid: after.bsuid ?? unless(before.bsuid, sender.bsuid),
    parentBsuid: after.parentBsuid ?? unless(before.parentBsuid, sender.parentBsuid),
    phone: after.phone ?? (system.type === 'user_changed_number' ? undefined : sender.phone),
  });
  if (!hasIdentity(from)) return { from: sender };
  const identityChange = withoutUndefined({
    previousBsuid: before.bsuid ?? unless(from.bsuid, sender.bsuid),
    previousPhone: unless(from.phone, sender.phone),
  });
  return Object.keys(identityChange).length > 0 ? { from, identityChange } : { from };
};

const unless = (excluded: string | undefined, identity: string | undefined): string | undefined =>
  identity === excluded ? undefined : identity;
