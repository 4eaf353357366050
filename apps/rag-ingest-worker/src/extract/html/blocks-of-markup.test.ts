import type { Block } from '@sylion/knowledge';

import { blocksOfMarkup } from './blocks-of-markup.ts';
import { parseMarkup } from './parse-markup.ts';

const read = (html: string) => blocksOfMarkup(parseMarkup(html)).map(withoutPage);
const withoutPage = ({ page, ...block }: Block) => {
  expect(page).toBeNull();
  return block;
};
const paragraph = (text: string) => ({ kind: 'paragraph', text });

describe('blocksOfMarkup', () => {
  it('keeps headings, paragraphs, line breaks and preformatted lines', () => {
    expect(read('<h1>A  title</h1>loose <b>te</b>xt<p>one<br>two</p><pre>a\n  b</pre><blockquote>said</blockquote>')).toEqual([
      { kind: 'heading', level: 1, text: 'A title' },
      paragraph('loose text'),
      paragraph('one\ntwo'),
      paragraph('a\n  b'),
      paragraph('said'),
    ]);
  });

  it('indents nested lists and numbers ordered ones', () => {
    expect(read('<ul><li>a<ol start=3><li>b<p>more</p><li>c</ol><li><p>d</p></ul>')).toEqual([
      { kind: 'list', items: ['a', '  3. b more', '  4. c', 'd'] },
    ]);
  });

  it('reads tables with headers, spans and captions', () => {
    const html = `<table><caption>Rates</caption><thead><tr><th>Room<th colspan=2>Price</thead>
      <tr><td rowspan=2>Suite<td>80<td>90<tr><td>70</table>`;
    expect(read(html)).toEqual([
      paragraph('Rates'),
      {
        kind: 'table',
        header: ['Room', 'Price', 'Price'],
        rows: [
          ['Suite', '80', '90'],
          ['Suite', '70'],
        ],
      },
    ]);
  });

  it('takes a table that only arranges the page for boxes', () => {
    expect(read('<table><tr><td><h2>Left</h2>text<td><table><tr><td>a<td>b</table></table>')).toEqual([
      { kind: 'heading', level: 2, text: 'Left' },
      paragraph('text'),
      { kind: 'table', header: null, rows: [['a', 'b']] },
    ]);
    expect(read('<table><tr><td>one<tr><td>two</table>')).toEqual([paragraph('one'), paragraph('two')]);
  });

  it('puts terms beside what they mean, and questions before their answers', () => {
    expect(read('<dl><dt>Check-in<dd>from 15:00<dt>Pets?<dd>Welcome</dl>')).toEqual([
      paragraph('Check-in: from 15:00'),
      paragraph('Pets? Welcome'),
    ]);
    expect(read('<h3><button>May I smoke?</button></h3><div>No.</div><button>Buy</button>')).toEqual([
      { kind: 'heading', level: 3, text: 'May I smoke?' },
      paragraph('No.'),
    ]);
  });

  it('leaves out code, navigation and what is hidden', () => {
    const hidden = [
      '<script>x</script>',
      '<style>x</style>',
      '<nav>x</nav>',
      '<p hidden>x</p>',
      '<p style="display: none">x</p>',
      '<!-- x -->',
    ];
    expect(read(`${hidden.join('')}<p>seen</p>`)).toEqual([paragraph('seen')]);
  });

  it('reads broken markup as far as it goes', () => {
    expect(read('<p>one<div><b>two</p></i>three<table><td>four')).toEqual(['one', 'two', 'three', 'four'].map(paragraph));
  });
});
