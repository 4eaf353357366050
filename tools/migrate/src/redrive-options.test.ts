import fs from 'node:fs';

import { readRedriveOptions } from './redrive-options.ts';

describe('the command line of redrive', () => {
  it('names a queue, shows all its dead letters unless told to publish, and takes some of them', () => {
    expect(readRedriveOptions(['--queue', 'incoming_messages'])).toEqual({
      queueName: 'incoming_messages',
      ids: undefined,
      tenantId: undefined,
      reason: undefined,
      isPublishing: false,
      perSecond: 20,
    });
    const chosen = [
      '--queue=media_fetches',
      '--ids',
      'dead_1, dead_2',
      '--tenant',
      't',
      '--reason',
      'PoisonJob',
      '--publish',
      '--per-second',
      '5',
    ];
    expect(readRedriveOptions(chosen)).toEqual({
      queueName: 'media_fetches',
      ids: ['dead_1', 'dead_2'],
      tenantId: 't',
      reason: 'PoisonJob',
      isPublishing: true,
      perSecond: 5,
    });
  });

  it.each([
    [[]],
    [['--queue', 'nonsense']],
    [['--queue', 'incoming_messages', '--ids', ',']],
    [['--queue', 'incoming_messages', '--force']],
    [['--queue', 'incoming_messages', '--per-second', '0']],
    [['--queue', 'incoming_messages', '--per-second', 'many']],
  ])('refuses %j', (args) => {
    expect(() => readRedriveOptions(args)).toThrow();
  });
});

it('every redrive that a page has somebody type is one that it takes, and shows before it publishes', () => {
  const pages = ['README.md', 'docs/deploy-vps.md', 'docs/runbooks/dead-letters.md'];
  const typed = pages.flatMap((page) => {
    const text = fs.readFileSync(new URL(`../../../${page}`, import.meta.url), 'utf8');
    return [...text.matchAll(/(?:npm run redrive --|node dist\/redrive\.mjs) (--queue [^`\n]+)/g)].map(([, words = '']) => words);
  });
  expect(typed.length).toBeGreaterThanOrEqual(pages.length);
  for (const words of typed)
    expect(readRedriveOptions(words.replace('<name>', 'incoming_messages').trim().split(' '))).toMatchObject({ isPublishing: false });
});
