import type { Business } from '@sylion/acceptance';
import type { Item } from '@sylion/admin-client';

import { tokensIn, type OpenEnd } from '../history/history.ts';

const over = { inbound: ['answered', 'handed_off', 'skipped'], outbound: ['delivered', 'read', 'cancelled', 'failed'] };

/** What the Admin API says is still under way at these businesses. */
export async function readOpenEnds(businesses: readonly Business[]): Promise<OpenEnd[]> {
  const ends = await Promise.all(
    businesses.map(async ({ admin }) => {
      const query = { limit: 200 };
      const conversations = await Array.fromAsync(admin.list('/v1/conversations', { query }));
      const messages = await Promise.all(
        conversations.map(({ id }) => Array.fromAsync(admin.list('/v1/conversations/{id}/messages', { path: { id }, query }))),
      );
      return messages.flat().filter(({ direction, state }) => !over[direction].includes(state));
    }),
  );
  return ends.flat().map(toOpenEnd);
}

function toOpenEnd({ direction, state, stateReason, content }: Item<'/v1/conversations/{id}/messages'>): OpenEnd {
  const text = 'text' in content && typeof content.text === 'string' ? content.text : '';
  return {
    what: `an ${direction} message is ${state}${stateReason === null ? '' : ` (${stateReason})`}: ${JSON.stringify(text)}`,
    tokens: tokensIn(text),
  };
}
