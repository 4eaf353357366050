import { BadOptions, readOptions } from './read-options.ts';

describe('the command line of chaos', () => {
  const known = ['one', 'two'];
  const quick = ['one'];

  it('plays every story by default, each in its own size, with dice of its own', () => {
    const { seed, ...options } = readOptions([], known, quick);
    expect(options).toEqual({
      stories: known,
      isQuick: false,
      conversations: undefined,
      messages: undefined,
      processors: 4,
      isReported: false,
    });
    expect(seed).toBeGreaterThan(0);
  });

  it('plays what it is told, in the order of the list', () => {
    expect(
      readOptions(['two', 'one', '--quick', '--report', '--seed', '7', '--conversations', '3', '--messages', '2'], known, quick),
    ).toEqual({
      stories: known,
      isQuick: true,
      seed: 7,
      conversations: 3,
      messages: 2,
      processors: 2,
      isReported: true,
    });
    expect(readOptions(['two', '--quick'], known, quick).stories).toEqual(['two']);
    expect(readOptions(['--quick'], known, quick).stories).toEqual(quick);
  });

  it.each([[['three']], [['--seed', '0']], [['--messages', 'x']], [['--fast']]])('refuses %j', (words) => {
    expect(() => readOptions(words, known, quick)).toThrow(BadOptions);
  });
});
