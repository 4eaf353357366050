import { parseJson } from '../parse-json.ts';
import { readPhone } from '../person.ts';
import type { ProviderEvent } from '../provider-event.ts';
import type { Arrival, NormaliseResult } from '../provider.ts';
import { isRecord, readId, readRecord, readText } from '../read-json.ts';
import type { Change } from './change.ts';
import { ignored, readChannelKey } from './change.ts';
import { fieldReaders } from './fields/field-readers.ts';

/** Meta sends up to 3 MB; the rest is room for the difference between MB and MiB. */
const maximumSizeBytes = 4 * 1_024 * 1_024;

/**
 * Reads a Cloud API envelope `{object: "whatsapp_business_account", entry[].changes[] {field, value}}` into events, in their order.
 * Every change is read on its own, and each gives at least one event. Duplicates within a batch are kept.
 */
export const normalise = (rawBody: Buffer, { receivedAt }: Pick<Arrival, 'receivedAt'>): NormaliseResult => {
  if (rawBody.length > maximumSizeBytes) return { ok: false, reason: 'too_large' };
  const parsed = parseJson(rawBody.toString('utf8'));
  if (parsed === undefined) return { ok: false, reason: 'not_json' };
  if (!isRecord(parsed.value)) return { ok: false, reason: 'not_an_object' };
  if (parsed.value.object !== 'whatsapp_business_account') return { ok: false, reason: 'unknown_object' };
  const entries = parsed.value.entry;
  if (!Array.isArray(entries) || entries.length === 0) return { ok: false, reason: 'no_entries' };
  return { ok: true, events: entries.flatMap((entry) => readEntry(entry, receivedAt)) };
};

const readEntry = (entry: unknown, receivedAt: Date): ProviderEvent[] => {
  const accountKey = readId(readRecord(entry).id);
  const { changes } = readRecord(entry);
  if (!Array.isArray(changes)) return [ignored({ field: 'entry', accountKey }, 'no_changes', entry)];
  return changes.flatMap((change) => readChange(change, accountKey, receivedAt));
};

const readChange = (written: unknown, accountKey: string | undefined, receivedAt: Date): ProviderEvent[] => {
  const { field: writtenField, value } = readRecord(written);
  const field = readText(writtenField) ?? 'unknown';
  const channelKey = readChannelKey(value);
  const read = fieldReaders.get(field);
  if (read === undefined) return [ignored({ field, channelKey, accountKey }, 'field_not_handled', isRecord(written) ? value : written)];
  if (!isRecord(value)) return [ignored({ field, accountKey }, 'not_an_object', value)];

  const businessPhone = readPhone(readRecord(value.metadata).display_phone_number);
  const change: Change = { field, value, channelKey, accountKey, businessPhone, receivedAt };
  const events = read(change);
  return events.length > 0 ? events : [ignored(change, 'empty_value', value)];
};
