import { BadOptions, readOptions } from './read-options.ts';

describe('the command line of chaos', () => {
  const known = ['one', 'two'];

  it('plays every story by default, each in its own size, with dice of its own', () => {
    const { seed, ...options } = readOptions([], known);
    expect(options).toEqual({ stories: known, isQuick: false, conversations: undefined, messages: undefined, processors: 4 });
    expect(seed).toBeGreaterThan(0);
  });

  it('plays what it is told, in the order of the list', () => {
    expect(readOptions(['two', 'one', '--quick', '--seed', '7', '--conversations', '3', '--messages', '2'], known)).toEqual({
      stories: known,
      isQuick: true,
      seed: 7,
      conversations: 3,
      messages: 2,
      processors: 2,
    });
    expect(readOptions(['two'], known).stories).toEqual(['two']);
  });

  it.each([[['three']], [['--seed', '0']], [['--messages', 'x']], [['--fast']]])('refuses %j', (words) => {
    expect(() => readOptions(words, known)).toThrow(BadOptions);
  });
});
