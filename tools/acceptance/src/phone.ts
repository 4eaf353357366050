import { randomInt } from 'node:crypto';

import type { Business } from './business.ts';
import { eventually } from './eventually.ts';
import type { Operator } from './operator.ts';

/** One bubble as the phone shows it. */
export interface Bubble {
  readonly text: string;
  readonly wamid: string;
  readonly statuses: readonly string[];
}

/** An end user's phone in one chat. */
export interface Phone {
  readonly number: string;
  says(text: string, options?: Readonly<Record<string, unknown>>): Promise<string>;
  sends(type: 'image' | 'audio' | 'document', media: Readonly<Record<string, unknown>>): Promise<string>;
  /** Every bubble of the business, in the order in which it arrived. */
  bubbles(): Promise<readonly Bubble[]>;
  /** Waits for at least this many delivered bubbles. */
  receives(count: number, timeoutMs?: number): Promise<readonly Bubble[]>;
}

interface LogEntry {
  readonly kind: string;
  readonly wamid: string;
  readonly text?: string;
  readonly statuses?: readonly { readonly status: string }[];
}

export function createPhone(
  platform: Pick<Operator, 'whatsapp'>,
  { phoneNumberId }: Business,
  number = `+3363998${String(randomInt(0, 10_000)).padStart(4, '0')}`,
): Phone {
  const from = { phone: number, name: 'Camille' };
  const act = async (fields: Readonly<Record<string, unknown>>): Promise<string> =>
    (await platform.whatsapp.send<{ id: string }>('POST', '/_control', { action: 'receive', phoneNumberId, from, ...fields })).id;
  const bubbles = async (): Promise<Bubble[]> => {
    const { entries } = await platform.whatsapp.get<{ entries: LogEntry[] }>(
      `/_log?phoneNumberId=${phoneNumberId}&user=${encodeURIComponent(number)}&kind=outbound`,
    );
    return entries.map(({ wamid, text = '', statuses = [] }) => ({ wamid, text, statuses: statuses.map(({ status }) => status) }));
  };
  return {
    number,
    bubbles,
    says: (text, options = {}) => act({ type: 'text', text, ...options }),
    sends: (type, media) => act({ type, media }),
    receives: (count, timeoutMs) =>
      eventually(
        `the phone has ${count} delivered bubble(s)`,
        async () => {
          const seen = await bubbles();
          return seen.length >= count && seen.every(({ statuses }) => statuses.includes('delivered')) ? seen : undefined;
        },
        timeoutMs,
      ),
  };
}
