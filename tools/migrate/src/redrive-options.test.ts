import { readRedriveOptions } from './redrive-options.ts';

describe('the command line of redrive', () => {
  it('names a queue, and takes all its dead letters or some', () => {
    expect(readRedriveOptions(['--queue', 'incoming_messages'])).toEqual({ queueName: 'incoming_messages', ids: undefined, isList: false });
    expect(readRedriveOptions(['--queue=media_fetches', '--ids', 'dead_1, dead_2', '--list'])).toEqual({
      queueName: 'media_fetches',
      ids: ['dead_1', 'dead_2'],
      isList: true,
    });
  });

  it.each([
    [[]],
    [['--queue', 'nonsense']],
    [['--queue', 'incoming_messages', '--ids', ',']],
    [['--queue', 'incoming_messages', '--force']],
  ])('refuses %j', (args) => {
    expect(() => readRedriveOptions(args)).toThrow();
  });
});
