import { judgeLateness } from './judge-lateness.ts';

const now = new Date('2026-11-22T12:00:00Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

it.each([
  ['what was just written', [0], 0, 'in_time'],
  ['what is a minute too young', [119], 119, 'in_time'],
  ['what is as old as the limit', [120], 120, 'stale'],
  ['old messages with a new one among them', [600, 5, 300], 5, 'in_time'],
  ['only old ones', [600, 130], 130, 'stale'],
  ['what nobody may answer freely any more', [24 * 60], 24 * 60, 'out_of_window'],
] as const)('%s', (_what, minutes, lastMinutes, lateness) =>
  expect(judgeLateness({ now, writtenAt: minutes.map(ago), lastInboundAt: ago(lastMinutes), staleAfterMinutes: 120 })).toBe(lateness),
);

it('a conversation in which no message opened the window is not late for it', () =>
  expect(judgeLateness({ now, writtenAt: [now], lastInboundAt: null, staleAfterMinutes: 1 })).toBe('in_time'));
