import fc from 'fast-check';
import { advanceMessageStatus, type MessageStatus, messageStatuses, type ReportedStatus } from './advance-message-status.ts';

describe('advanceMessageStatus', () => {
  it.each<[MessageStatus, ReportedStatus, MessageStatus]>([
    ['queued', 'sending', 'sending'],
    ['sending', 'sent', 'sent'],
    ['unknown', 'delivered', 'delivered'],
    ['queued', 'read', 'read'],
    ['delivered', 'sent', 'delivered'],
    ['sent', 'failed', 'failed'],
    ['failed', 'sent', 'failed'],
    ['delivered', 'failed', 'delivered'],
    ['read', 'failed', 'read'],
    ['failed', 'delivered', 'delivered'],
    ['delivered', 'played', 'read'],
    ['queued', 'cancelled', 'cancelled'],
    ['sent', 'cancelled', 'sent'],
    ['cancelled', 'sent', 'sent'],
  ])('%s and a report of %s make %s', (current, reported, expected) => {
    expect(advanceMessageStatus(current, reported)).toBe(expected);
  });

  it('ends in the same state however the reports are ordered and repeated', () => {
    const reports = fc.array(fc.constantFrom<ReportedStatus>(...messageStatuses, 'played'), { minLength: 1, maxLength: 8 });
    const shuffledTwice = reports.chain((set) =>
      fc.tuple(fc.constant(set), fc.shuffledSubarray([...set, ...set, ...set], { minLength: set.length * 3 })),
    );
    const end = (sequence: readonly ReportedStatus[]): MessageStatus => sequence.reduce(advanceMessageStatus, 'queued' as MessageStatus);
    fc.assert(
      fc.property(shuffledTwice, ([set, shuffled]) => {
        expect(end(shuffled)).toBe(end(set));
      }),
    );
  });
});
