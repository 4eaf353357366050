import { readTimestamp } from './timestamps.ts';

const receivedAt = new Date('2026-11-22T10:00:00Z');
const sentAt = new Date('2026-09-21T14:13:20Z');

describe('readTimestamp', () => {
  it.each([['1790000000'], [1_790_000_000], ['1790000000000'], [1_790_000_000_000]])('reads %p', (written) =>
    expect(readTimestamp(written, receivedAt)).toEqual(sentAt),
  );
  it.each([[undefined], [''], ['soon'], [0], [-5], [1e300], ['9999999999'], [{}], [null]])('takes the arrival for %p', (written) =>
    expect(readTimestamp(written, receivedAt)).toBe(receivedAt),
  );
});
