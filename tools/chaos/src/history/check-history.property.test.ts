import fc from 'fast-check';

import { checkHistory, type ViolationKind } from './check-history.ts';
import { tokenOf, type History, type SeenBubble, type SentMessage } from './history.ts';

/** Chats whose messages are acknowledged at once and answered in order, some of them together: all is well. */
const goodHistory: fc.Arbitrary<History> = fc
  .array(fc.array(fc.boolean(), { minLength: 2, maxLength: 8 }), { minLength: 2, maxLength: 5 })
  .map((chats) => {
    const sent: SentMessage[] = [];
    const seen: SeenBubble[] = [];
    chats.forEach((areTogether, chatIndex) => {
      const chat = `number/${chatIndex}`;
      let waiting: string[] = [];
      areTogether.forEach((isTogether, messageIndex) => {
        const sentAt = messageIndex * 10;
        const token = tokenOf(chatIndex, messageIndex);
        sent.push({ token, chat, sentAt, acknowledgedAt: sentAt + 1 });
        waiting.push(`${token}: open?`);
        if (isTogether && messageIndex < areTogether.length - 1) return;
        seen.push({ chat, seenAt: sentAt + 5, text: waiting.join('\n') });
        waiting = [];
      });
    });
    return { sent, seen, open: [] };
  });

const kindsOf = (history: History): ViolationKind[] => [...new Set(checkHistory(history).map(({ kind }) => kind))];
const withSeen = (history: History, seen: readonly SeenBubble[]): History => ({ ...history, seen });

describe('checkHistory', () => {
  it('finds nothing where all is well', () => {
    fc.assert(fc.property(goodHistory, (history) => expect(checkHistory(history)).toEqual([])));
  });

  it('finds a message that nobody answered', () => {
    fc.assert(
      fc.property(goodHistory, fc.nat(), (history, at) => {
        const missing = history.sent[at % history.sent.length]?.token ?? '';
        const seen = history.seen.map((bubble) => ({ ...bubble, text: bubble.text.replace(`${missing}:`, ':') }));
        expect(checkHistory(withSeen(history, seen))).toContainEqual(expect.objectContaining({ kind: 'lost', tokens: [missing] }));
      }),
    );
  });

  it('finds a bubble that came twice', () => {
    fc.assert(
      fc.property(goodHistory, fc.nat(), fc.nat(), (history, which, where) => {
        const bubble = history.seen[which % history.seen.length] as SeenBubble;
        const position = where % (history.seen.length + 1);
        expect(kindsOf(withSeen(history, history.seen.toSpliced(position, 0, bubble)))).toContain('duplicated');
      }),
    );
  });

  it('finds one message answered twice within a bubble', () => {
    fc.assert(
      fc.property(goodHistory, fc.nat(), (history, which) => {
        const index = which % history.seen.length;
        const seen = history.seen.map((bubble, at) => (at === index ? { ...bubble, text: `${bubble.text}\n${bubble.text}` } : bubble));
        expect(kindsOf(withSeen(history, seen))).toEqual(['duplicated']);
      }),
    );
  });

  it('finds two answers of a chat that changed places, and only where one message was there before the other', () => {
    fc.assert(
      fc.property(goodHistory, fc.boolean(), (history, isKnown) => {
        const sent = isKnown ? history.sent : history.sent.map((message) => ({ ...message, acknowledgedAt: 1_000 }));
        const kinds = kindsOf({ ...history, sent, seen: history.seen.toReversed() });
        const hasTwo = history.seen.some(({ chat }, index) => history.seen.findIndex((other) => other.chat === chat) !== index);
        expect(kinds).toEqual(isKnown && hasTwo ? ['reordered'] : []);
      }),
    );
  });

  it('finds two lines of a bubble that changed places', () => {
    fc.assert(
      fc.property(goodHistory, (history) => {
        const seen = history.seen.map((bubble) => ({ ...bubble, text: bubble.text.split('\n').reverse().join('\n') }));
        expect(kindsOf(withSeen(history, seen))).toEqual(history.seen.some(({ text }) => text.includes('\n')) ? ['reordered'] : []);
      }),
    );
  });

  it('finds an answer that went to somebody else', () => {
    fc.assert(
      fc.property(goodHistory, fc.nat(), (history, which) => {
        const index = which % history.seen.length;
        const seen = history.seen.map((bubble, at) => (at === index ? { ...bubble, chat: 'number/elsewhere' } : bubble));
        expect(kindsOf(withSeen(history, seen))).toEqual(['lost', 'crosstalk']);
      }),
    );
  });

  it('finds words that nobody asked for, and what the product calls open', () => {
    fc.assert(
      fc.property(goodHistory, (history) => {
        const [first] = history.sent as [SentMessage];
        const seen = [...history.seen, { chat: first.chat, seenAt: 1_000, text: 'Sorry.' }];
        const open = [{ what: 'received', tokens: [first.token] }];
        expect(checkHistory({ ...history, seen, open })).toEqual([
          expect.objectContaining({ kind: 'unasked', chat: first.chat }),
          expect.objectContaining({ kind: 'unsettled', chat: first.chat }),
        ]);
      }),
    );
  });
});
