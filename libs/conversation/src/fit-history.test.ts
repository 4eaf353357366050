import fc from 'fast-check';
import { estimateTokens } from './estimate-tokens.ts';
import { fitHistory } from './fit-history.ts';

describe('estimateTokens', () => {
  it('weighs scripts differently', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('a'.repeat(40))).toBe(10);
    expect(estimateTokens('م'.repeat(40))).toBe(20);
    expect(estimateTokens('営'.repeat(40))).toBe(40);
    expect(estimateTokens('😀')).toBe(1);
  });
});

describe('fitHistory', () => {
  const messages = [1, 2, 3, 4].map((seq) => ({ seq, text: 'a'.repeat(40) }));

  it('keeps the newest messages in reading order and says where the summary ends', () => {
    expect(fitHistory(messages, 25)).toEqual({ kept: messages.slice(2), summarizeThroughSeq: 2 });
    expect(fitHistory(messages, 40)).toEqual({ kept: messages, summarizeThroughSeq: null });
    expect(fitHistory(messages, 5)).toEqual({ kept: [], summarizeThroughSeq: 4 });
    expect(fitHistory([], 5)).toEqual({ kept: [], summarizeThroughSeq: null });
  });

  it('leaves no gap between summary and messages and stays within the budget', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(200), (sizes, budgetTokens) => {
        const history = sizes.map((size, index) => ({ seq: index + 1, text: 'x'.repeat(size) }));
        const { kept, summarizeThroughSeq } = fitHistory(history, budgetTokens, (text) => text.length);
        expect(kept).toEqual(history.slice(summarizeThroughSeq ?? 0));
        expect(kept.reduce((sum, message) => sum + message.text.length, 0)).toBeLessThanOrEqual(budgetTokens);
        if (summarizeThroughSeq !== null)
          expect(history.slice(summarizeThroughSeq - 1).reduce((sum, message) => sum + message.text.length, 0)).toBeGreaterThan(
            budgetTokens,
          );
      }),
    );
  });
});
