import type { IgnoredEvent, ProviderEvent } from '../provider-event.ts';
import type { JsonRecord } from '../read-json.ts';
import { isRecord, readId, readRecord, withoutUndefined } from '../read-json.ts';

/** One `entry[].changes[]` of an envelope, with what its parts need to know of their surroundings. */
export interface Change {
  field: string;
  value: JsonRecord;
  channelKey?: string;
  /** The channel's own number, to tell it from the other side. */
  businessPhone?: string;
  accountKey?: string;
  receivedAt: Date;
}

export type FieldReader = (change: Change) => ProviderEvent[];

/** The phone number id to which a value belongs. */
export const readChannelKey = (value: unknown): string | undefined => readId(readRecord(readRecord(value).metadata).phone_number_id);

/** Records a part of a change that leads to nothing. */
export const ignored = (
  { field, channelKey, accountKey }: Omit<Change, 'value' | 'receivedAt'>,
  reason: string,
  raw: unknown,
): IgnoredEvent => withoutUndefined({ kind: 'ignored' as const, channelKey, accountKey, field, reason, raw: raw ?? null });

/**
 * Reads every item of one list of the value. An item that is no object, or whose reader fails, is recorded and costs none of the
 * others: a batch that could not be answered with 200 would come again for days.
 */
export const readEach = (change: Change, key: string, readItem: (item: JsonRecord) => ProviderEvent): ProviderEvent[] => {
  const list = change.value[key];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return [ignored(change, 'not_a_list', { [key]: list })];
  return list.map((item) => {
    if (!isRecord(item)) return ignored(change, 'not_an_object', item);
    try {
      return readItem(item);
    } catch {
      return ignored(change, 'reader_failed', item);
    }
  });
};
