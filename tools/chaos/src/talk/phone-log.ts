import type { HttpClient } from '@sylion/acceptance';

/** One line of the WhatsApp emulator's log, as far as a phone would show it. */
export interface PhoneEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: 'inbound' | 'outbound';
  readonly phoneNumberId: string;
  readonly phone: string;
  readonly wamid: string;
  readonly text?: string;
  readonly statuses?: readonly { readonly status: string; readonly at: number }[];
}

/** What the phones of these numbers saw and said since `after`, in order. */
export async function readPhoneLog(
  whatsapp: HttpClient,
  phoneNumberIds: readonly string[],
  kind: PhoneEntry['kind'],
  after = 0,
): Promise<PhoneEntry[]> {
  const logs = await Promise.all(
    phoneNumberIds.map((id) => whatsapp.get<{ entries: PhoneEntry[] }>(`/_log?phoneNumberId=${id}&kind=${kind}&after=${after}`)),
  );
  return logs.flatMap(({ entries }) => entries).sort((one, other) => one.seq - other.seq);
}
