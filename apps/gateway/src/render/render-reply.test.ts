import { renderReply } from './render-reply.ts';

const rendered = (markdown: string): string => renderReply(markdown).join('\n=====\n');

describe('renderReply writes WhatsApp markup', () => {
  it.each([
    ['bold', '**b** and __b__', '*b* and *b*'],
    ['italic', '*i* and _i_', '_i_ and _i_'],
    ['bold italic', '***x***', '*_x_*'],
    ['italic inside bold', '**a _b_ c**', '*a _b_ c*'],
    ['strike', '~~s~~', '~s~'],
    ['a heading', '# Title\ntext', '*Title*\ntext'],
    ['a heading of level six with bold inside', '###### Deep **er**', '*Deep er*'],
    ['a fence with a language', '```ts\nconst a = 1;\n```', '```\nconst a = 1;\n```'],
    ['inline code', 'call `f(*a*)`', 'call `f(*a*)`'],
    ['inline code with a backtick', '``a`b``', '```a`b```'],
    ['a link', '[menu](https://a.example/m_e_n_u)', 'menu (https://a.example/m_e_n_u)'],
    ['a link that shows its address', '[https://a.example](https://a.example)', 'https://a.example'],
    ['a bare address', 'see www.a.example or me@a.example', 'see www.a.example or me@a.example'],
    ['a phone link', '[+33 1 23 45](tel:+3312345)', '+33 1 23 45'],
    ['a bold link', '**[menu](https://a.example)**', '*menu* (https://a.example)'],
    ['a reference link', '[menu][m]\n\n[m]: https://a.example', 'menu (https://a.example)'],
    ['an image', '![the room](https://a.example/r.jpg)', 'the room (https://a.example/r.jpg)'],
    ['star and plus bullets', '* a\n* b\n\n+ c', '- a\n- b\n\n- c'],
    ['a bullet with a bold name', '* **Name**: x', '- *Name*: x'],
    ['nested lists', '- a\n  - b\n    1. c\n    2. d', '- a\n  - b\n    1. c\n    2. d'],
    ['a numbered list from three', '3. a\n4. b', '3. a\n4. b'],
    ['a second paragraph of an item', '- a\n\n  b\n- c', '- a\n  b\n- c'],
    ['a task list', '- [x] done\n- [ ] open', '- ✅ done\n- ☐ open'],
    ['a table', '| Day | Hours |\n|-|-|\n| Mon | 9–12 |\n| Tue | |', '*Day*: Mon · *Hours*: 9–12\n*Day*: Tue'],
    ['a table of names only', '| a | b |\n|-|-|', '*a* · *b*'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\nb'],
    ['HTML', '<p>A&nbsp;&amp;&eacute;<br>B</p>\n\n<b>c</b> &lt;', 'A &é\nB\n\nc <'],
    ['HTML that hides', 'a <!-- secret --> b', 'a  b'],
    ['a quote', '> a **b**\n> c\n>\n> d', '> a *b*\n> c\n> d'],
    ['a list in a quote', '> - a\n> - b', '> - a\n> - b'],
    ['a quote in a list', '- a\n\n  > b\n- c', '- a\n> b\n- c'],
    ['a hard break in an item', '- a  \n  b', '- a\n  b'],
    ['a footnote', 'a[^1]\n\n[^1]: why', 'a[1]\n\n[1] why'],
    ['bold over two lines', '**one\ntwo**', '*one*\n*two*'],
  ])('%s', (_name, markdown, expected) => {
    expect(rendered(markdown)).toBe(expected);
  });
});

describe('renderReply leaves plain text plain', () => {
  it.each([
    ['arithmetic', '2*3*4 and 2 * 3 * 4 and 2**3**4'],
    ['two products', '3*2 and 5*4'],
    ['names with underscores', 'the snake_case_name of some_file.txt'],
    ['a lone mark', 'from 5€* on'],
    ['right-to-left text', 'مرحبا، كيف يمكنني مساعدتك؟'],
  ])('%s', (_name, text) => {
    expect(rendered(text)).toBe(text);
  });

  it.each([
    ['escaped stars', '\\*no\\*', '*\u200Bno\u200B*'],
    ['escaped underscores', '\\_no\\_', '_\u200Bno\u200B_'],
    ['an escaped quote mark', '\\> no', '\u200B> no'],
    ['an escaped bullet', '\\* no', '\u200B* no'],
    ['a star that would close a bold span early', '**b** and 3\\*', '*b* and 3\u200B*'],
    ['a style inside a word, which WhatsApp would show as marks', '**un**able', 'unable'],
    ['white space inside a style', '**a **b', '**\u200Ba **\u200Bb'],
    ['a fence inside a fence', '````\n```\nx\n```\n````', '```\n`\u200B``\nx\n`\u200B``\n```'],
  ])('%s', (_name, markdown, expected) => {
    expect(rendered(markdown)).toBe(expected);
  });
});

describe('renderReply accepts text that is WhatsApp markup already', () => {
  it('keeps lists, code, quotes, strikes and italics, and an emphasis for a single-star bold', () => {
    const reply = '*Hours*\n- Mon: _9–12_\n- Tue: ~closed~\n\n> ask us\n\n```\ncode\n```';
    expect(rendered(reply)).toBe('_Hours_\n- Mon: _9–12_\n- Tue: ~closed~\n\n> ask us\n\n```\ncode\n```');
  });
});

describe('renderReply splits only what does not fit', () => {
  it('gives nothing for what nobody would see', () => {
    for (const blank of ['', ' \n\t ', '\u200B', '<!-- x -->', '```\n\n```', '---']) expect(renderReply(blank)).toEqual([]);
  });

  it('fills one bubble to the last code point, counting an emoji once', () => {
    expect(renderReply('😀'.repeat(4096))).toHaveLength(1);
    expect(renderReply('😀'.repeat(4097))).toHaveLength(2);
  });

  it('cuts between blocks when that costs no further bubble', () => {
    const [a, b, c] = ['a ', 'b ', 'c '].map((word) => word.repeat(750).trim());
    expect(renderReply(`${a}\n\n${b}\n\n${c}`)).toEqual([`${a}\n\n${b}`, c]);
  });

  it('cuts at sentences when that saves a bubble', () => {
    const block = 'This sentence has forty characters in it. '.repeat(60).trim();
    const bubbles = renderReply(`${block}\n\n${block}\n\n${block}`);
    expect(bubbles).toHaveLength(2);
    expect(bubbles[0]).toMatch(/in it\.$/);
  });

  it('keeps a heading with what it announces', () => {
    const filler = 'a '.repeat(2045).trim();
    expect(renderReply(`${filler}\n\n## Next\nhello`)).toEqual([filler, '*Next*\nhello']);
  });

  it('closes and reopens a fence, a quote and a bold span', () => {
    expect(renderReply(`\`\`\`\n${'x = 1\n'.repeat(15)}\`\`\``, { maxCodePoints: 64 })).toEqual([
      `\`\`\`\n${Array(9).fill('x = 1').join('\n')}\n\`\`\``,
      `\`\`\`\n${Array(6).fill('x = 1').join('\n')}\n\`\`\``,
    ]);
    for (const bubble of renderReply(`> **${'word '.repeat(40).trim()}**`, { maxCodePoints: 64 }))
      expect(bubble).toMatch(/^> \*word.*word\*$/);
  });

  it('refuses a limit that leaves no room for words', () => {
    expect(() => renderReply('a', { maxCodePoints: 63 })).toThrow(RangeError);
  });
});
