import { cutAtWholeReplies } from './cut-at-whole-replies.ts';

const seqs = (...list: number[]) => list.map((seq) => ({ seq }));

describe('a page of messages', () => {
  it('ends after the limit', () => expect(cutAtWholeReplies(seqs(1, 2, 3), 2)).toEqual(seqs(1, 2)));
  it('goes on to the end of the reply that the limit falls into', () =>
    expect(cutAtWholeReplies(seqs(1, 2, 2, 2, 3), 2)).toEqual(seqs(1, 2, 2, 2)));
  it('is everything when there is no more than the limit', () => expect(cutAtWholeReplies(seqs(1, 2), 5)).toEqual(seqs(1, 2)));
});
