import { judgeBubble, type BubbleCase, type BubbleVerdict } from './judge-bubble.ts';

const now = new Date('2026-11-22T12:00:00Z');
const ago = (ms: number): Date => new Date(now.getTime() - ms);
const hourMs = 3_600_000;
const patience = { sendTimeoutMs: 10_000, graceMs: 60_000, listeningMs: Infinity };
const conversation = { epoch: 3, lastInboundAt: ago(hourMs), blockedAt: null };
const queued: BubbleCase = {
  author: 'assistant',
  kind: 'text',
  state: 'queued',
  attempts: 0,
  epoch: 3,
  notBefore: null,
  sendingAt: null,
  file: 'none',
  conversation,
  heldBecause: null,
};

describe('a queued bubble', () => {
  it.each<[string, Partial<BubbleCase>, BubbleVerdict]>([
    ['leaves', {}, { kind: 'send' }],
    ['of an older epoch is cancelled', { epoch: 2 }, { kind: 'cancel', reason: 'epoch_changed' }],
    ['of a human outlives a change of who may speak', { epoch: 2, author: 'human' }, { kind: 'send' }],
    [
      'to a blocked end user is cancelled',
      { conversation: { ...conversation, blockedAt: ago(1) } },
      { kind: 'cancel', reason: 'end_user_blocked' },
    ],
    [
      'leaves in the last millisecond of the service window',
      { conversation: { ...conversation, lastInboundAt: ago(24 * hourMs - 1) } },
      { kind: 'send' },
    ],
    [
      'after it is cancelled',
      { conversation: { ...conversation, lastInboundAt: ago(24 * hourMs) } },
      { kind: 'cancel', reason: 'service_window_closed' },
    ],
    [
      'to whom never wrote is cancelled',
      { conversation: { ...conversation, lastInboundAt: null } },
      { kind: 'cancel', reason: 'service_window_closed' },
    ],
    ['that is a template needs no window', { kind: 'template', conversation: { ...conversation, lastInboundAt: null } }, { kind: 'send' }],
    ['waits for its channel', { heldBecause: 'needs_reauth' }, { kind: 'held', reason: 'needs_reauth' }],
    [
      'that may not leave does not wait for its channel',
      { heldBecause: 'needs_reauth', epoch: 2 },
      { kind: 'cancel', reason: 'epoch_changed' },
    ],
    ['waits until it is due', { notBefore: new Date(now.getTime() + 70) }, { kind: 'wait', ms: 70 }],
    ['has its file uploaded first', { kind: 'image', file: 'stored' }, { kind: 'upload' }],
    ['leaves with its file', { kind: 'image', file: 'at_provider' }, { kind: 'send' }],
    ['without its file fails', { kind: 'image', file: 'gone' }, { kind: 'media_gone' }],
  ])('%s', (_, given, verdict) => {
    expect(judgeBubble({ ...queued, ...given }, now, patience)).toEqual(verdict);
  });
});

describe('a bubble whose outcome is open', () => {
  const sending: BubbleCase = { ...queued, state: 'sending', attempts: 1, sendingAt: ago(10_000) };
  const unknown: BubbleCase = { ...sending, state: 'unknown', sendingAt: ago(60_000) };
  it.each<[string, BubbleCase, number, BubbleVerdict]>([
    ['waits while its POST may be under way', { ...sending, sendingAt: ago(9_900) }, Infinity, { kind: 'wait', ms: 100 }],
    ['is in doubt after that', sending, 0, { kind: 'doubt' }],
    ['waits for evidence, and looks again each second', { ...unknown, sendingAt: ago(1) }, Infinity, { kind: 'wait', ms: 1_000 }],
    ['is repeated without evidence', unknown, Infinity, { kind: 'repeat' }],
    ['is not repeated before somebody listened for as long', unknown, 59_900, { kind: 'wait', ms: 100 }],
    ['waits twice as long after its second try', { ...unknown, attempts: 2 }, Infinity, { kind: 'wait', ms: 1_000 }],
    ['is given up after ten', { ...unknown, attempts: 10, sendingAt: ago(hourMs) }, Infinity, { kind: 'give_up' }],
    [
      'is not cancelled, whatever has changed: it may be there',
      { ...unknown, epoch: 2, sendingAt: ago(1) },
      Infinity,
      { kind: 'wait', ms: 1_000 },
    ],
  ])('%s', (_, bubble, listeningMs, verdict) => {
    expect(judgeBubble(bubble, now, { ...patience, listeningMs })).toEqual(verdict);
  });
});
