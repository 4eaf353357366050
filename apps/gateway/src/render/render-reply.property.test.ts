import fc from 'fast-check';
import { countCodePoints } from './count-code-points.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { renderReply } from './render-reply.ts';
import { renderBubble } from './render-bubble.ts';
import { toWhatsAppBlocks } from './to-whatsapp-blocks.ts';

const plainWord = fc.stringMatching(/^[a-zA-Zéàüñçا-ي]{1,12}$/).filter((word) => !/^www/i.test(word));
const emoji = fc.constantFrom('👨‍👩‍👧‍👦', '🏳️‍🌈', '🇫🇷', '👍🏽', 'e\u0301', '❤️');
const url = fc.stringMatching(/^[a-z_0-9]{0,30}[a-z0-9]$/).map((path) => `https://a.example/${path}`);
const inline = fc.oneof(
  { weight: 5, arbitrary: plainWord },
  emoji,
  url,
  plainWord.map((word) => `**${word}**`),
  plainWord.map((word) => `*${word}*`),
  plainWord.map((word) => `~~${word}~~`),
  plainWord.map((word) => `\`${word}\``),
  fc.tuple(plainWord, url).map(([text, target]) => `[${text}](${target})`),
  fc.constantFrom('2*3', 'a_b', '\\*', '5 * 6', '<b>', '&amp;', '.', '!'),
);
const sentence = fc.array(inline, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(' '));
const block = fc.oneof(
  sentence,
  sentence.map((text) => `## ${text}`),
  sentence.map((text) => `> ${text}`),
  fc.array(sentence, { minLength: 1, maxLength: 5 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
  fc.array(plainWord, { minLength: 1, maxLength: 40 }).map((lines) => `\`\`\`js\n${lines.join('\n')}\n\`\`\``),
  fc.tuple(sentence, sentence).map(([a, b]) => `| a | b |\n|-|-|\n| ${a} | ${b} |`),
);
const reply = fc.array(block, { minLength: 1, maxLength: 12 }).map((blocks) => blocks.join('\n\n'));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        '*',
        '_',
        '~',
        '`',
        '```',
        '[',
        '](',
        ')',
        '<',
        '>',
        '\n',
        '\n\n',
        '- ',
        '> ',
        '1. ',
        '|',
        '|-|',
        '#',
        ' ',
        'a',
        'é',
        '\uD800',
        '\0',
        '![',
        '&',
        '  \n',
        '\t',
        '\\',
        '<!--',
        '👍🏽',
      ),
    )
    .map((parts) => parts.join('')),
);
const limits = fc.integer({ min: 64, max: 300 }).map((maxCodePoints) => ({ maxCodePoints }));

const inWhole = (markdown: string): string => renderBubble(toWhatsAppBlocks(parseMarkdown(markdown)));
/** What must survive a split: everything but white space, style marks, quote marks and fences, which are repeated or moved. */
const substance = (text: string): string => text.replaceAll(/[\s\u200B*_~`>]/g, '');

describe('renderReply, for any text', () => {
  it('never throws and every bubble is well-formed, visible and within the limit', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, reply), limits, (text, limit) => {
        for (const bubble of renderReply(text, limit)) {
          expect(bubble.trim()).not.toBe('');
          expect(bubble.isWellFormed()).toBe(true);
          expect(countCodePoints(bubble)).toBeLessThanOrEqual(limit.maxCodePoints);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('loses and repeats nothing at the cuts', () => {
    fc.assert(
      fc.property(reply, limits, (markdown, limit) => {
        expect(substance(renderReply(markdown, limit).join(''))).toBe(substance(inWhole(markdown)));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps plain words, all of them, in order', () => {
    fc.assert(
      fc.property(fc.array(plainWord, { minLength: 1, maxLength: 200 }), limits, (words, limit) => {
        expect(renderReply(words.join(' '), limit).join(' ').split(/\s+/)).toEqual(words);
      }),
    );
  });

  it('is stable on plain words: rendering a bubble again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(plainWord, { minLength: 1, maxLength: 200 }), limits, (words, limit) => {
        for (const bubble of renderReply(words.join(' '), limit)) expect(renderReply(bubble, limit)).toEqual([bubble]);
      }),
    );
  });

  it('cuts no address that fits a bubble', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(plainWord, url), { minLength: 1, maxLength: 60 }), limits, (parts, limit) => {
        const addresses = (text: string): string[] => text.match(/https:\/\/\S+/g) ?? [];
        expect(renderReply(parts.join(' '), limit).flatMap(addresses)).toEqual(parts.flatMap(addresses));
      }),
    );
  });

  it('hides no address behind words: whoever reads a link sees where it leads', () => {
    const disguise = fc.oneof(plainWord, url, fc.constantFrom('https://bank.example', '![', '**Ihre Bank**'));
    fc.assert(
      fc.property(disguise, url, (label, target) => {
        const forms = [
          `[${label}](${target})`,
          `![${label}](${target} "a title")`,
          `[${label}][1]\n\n[1]: ${target}`,
          `<a href="${target}">${label}</a>`,
        ];
        for (const form of forms.slice(0, 3)) expect(renderReply(form).join('')).toContain(target);
        expect(renderReply(forms[3] ?? '').join('')).not.toContain('<a');
      }),
    );
  });

  it('cuts no inline code that fits a bubble', () => {
    const code = fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 6 }).map((words) => `\`${words.join(' ')}\``);
    fc.assert(
      fc.property(fc.array(fc.oneof(plainWord, code), { minLength: 1, maxLength: 60 }), limits, (parts, limit) => {
        expect(renderReply(parts.join(' '), limit).flatMap((bubble) => bubble.match(/`[^`]*`/g) ?? [])).toEqual(
          parts.filter((part) => part.startsWith('`')),
        );
      }),
    );
  });

  it('cuts no grapheme, not even in a word longer than a bubble', () => {
    fc.assert(
      fc.property(fc.array(emoji, { minLength: 1, maxLength: 200 }), limits, (emojis, limit) => {
        const segments = (text: string): string[] => Array.from(new Intl.Segmenter().segment(text), (part) => part.segment);
        const text = emojis.join('').replaceAll(/\s/g, '');
        expect(renderReply(text, limit).flatMap(segments)).toEqual(segments(text));
      }),
    );
  });

  it('balances fences and inline code in every bubble', () => {
    fc.assert(
      fc.property(reply, limits, (markdown, limit) => {
        for (const bubble of renderReply(markdown, limit)) {
          expect((bubble.match(/^```$/gm) ?? []).length % 2).toBe(0);
          expect((bubble.match(/`/g) ?? []).length % 2).toBe(0);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('needs no more bubbles than filling them to the last word would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(plainWord, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 10 }),
        limits,
        (paragraphs, limit) => {
          const words = paragraphs.flatMap((paragraph) =>
            paragraph.map((word, index) => ({ size: countCodePoints(word), distance: index === 0 ? 2 : 1 })),
          );
          let used = 0;
          let needed = 1;
          for (const { size, distance } of words) {
            if (used === 0) used = size;
            else if (used + distance + size <= limit.maxCodePoints) used += distance + size;
            else [needed, used] = [needed + 1, size];
          }
          expect(renderReply(paragraphs.map((paragraph) => paragraph.join(' ')).join('\n\n'), limit).length).toBeLessThanOrEqual(needed);
        },
      ),
    );
  });
});

describe('renderReply takes time that grows with the text, not faster', () => {
  it.each([
    ['stars', '*'],
    ['open brackets', '['],
    ['half links', '[a]('],
    ['quotes', '> '],
    ['numbers', '1. '],
    ['mixed marks', '*_'],
    ['words with marks', 'a**b'],
    ['open tags', '<div>'],
    ['open comments', '<!-- '],
    ['combining marks', '\u0301'],
    ['one long word', 'x'],
    ['prose', 'Voici **une** phrase. '],
    ['list', '- item\n'],
  ])('50 kB of %s', (_name, unit) => {
    const before = process.cpuUsage();
    renderReply(unit.repeat(50_000 / unit.length));
    // The processor's time, not the clock's: neighbours do not count. A fraction of a second; quadratic time would be many seconds.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(4_000);
  });
});
