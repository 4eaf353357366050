import type { Business, HttpClient } from '@sylion/acceptance';

import { tokensIn, type OpenEnd } from '../history/history.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | null;
}
interface Message {
  readonly direction: 'inbound' | 'outbound';
  readonly state: string;
  readonly stateReason: string | null;
  readonly content: { readonly text?: string };
}

const over = { inbound: ['answered', 'handed_off', 'skipped'], outbound: ['delivered', 'read', 'cancelled', 'failed'] };

/** What the Admin API says is still under way at these businesses. */
export async function readOpenEnds(businesses: readonly Business[]): Promise<OpenEnd[]> {
  const ends = await Promise.all(
    businesses.map(async ({ admin }) => {
      const conversations = await readAll<{ id: string }>(admin, '/v1/conversations');
      const messages = await Promise.all(conversations.map(({ id }) => readAll<Message>(admin, `/v1/conversations/${id}/messages`)));
      return messages.flat().filter(({ direction, state }) => !over[direction].includes(state));
    }),
  );
  return ends.flat().map(({ direction, state, stateReason, content: { text = '' } }) => ({
    what: `an ${direction} message is ${state}${stateReason === null ? '' : ` (${stateReason})`}: ${JSON.stringify(text)}`,
    tokens: tokensIn(text),
  }));
}

async function readAll<Item>(admin: HttpClient, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined = ''; typeof cursor === 'string';) {
    const page: Page<Item> = await admin.get(`${path}?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
