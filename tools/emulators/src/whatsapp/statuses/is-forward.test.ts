import type { MessageStatus } from '../state/conversations.ts';
import { isForward } from './is-forward.ts';

describe('the status of a message', () => {
  const table: [MessageStatus | undefined, MessageStatus, boolean][] = [
    [undefined, 'sent', true],
    ['sent', 'delivered', true],
    ['sent', 'read', true],
    ['sent', 'failed', true],
    ['read', 'delivered', false],
    ['read', 'failed', false],
    ['delivered', 'delivered', false],
    ['failed', 'delivered', false],
  ];
  it.each(table)('from %s to %s: %s', (from, to, isAllowed) => {
    expect(isForward(from, to)).toBe(isAllowed);
  });
});
