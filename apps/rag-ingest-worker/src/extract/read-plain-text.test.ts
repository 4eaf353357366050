import { readPlainText } from './read-plain-text.ts';

describe('readPlainText', () => {
  it('keeps line ends that mean something and joins lines that were wrapped', () => {
    const wrapped = 'This line was wrapped by an editor because it had become too long\nfor its window.';
    expect(readPlainText(`12 High Street\nLondon\n\n${wrapped}`).blocks).toEqual([
      { kind: 'paragraph', text: '12 High Street\nLondon', page: null },
      { kind: 'paragraph', text: wrapped.replace('\n', ' '), page: null },
    ]);
  });

  it('finds underlined headings and lists', () => {
    expect(readPlainText('Rules\n-----\nPlease:\n- no dogs\n  at all\n- no cats').blocks).toEqual([
      { kind: 'heading', level: 2, text: 'Rules', page: null },
      { kind: 'paragraph', text: 'Please:', page: null },
      { kind: 'list', items: ['no dogs at all', 'no cats'], page: null },
    ]);
  });
});
