import { assembleDocument } from './assemble-document.ts';
import { readCsv } from './read-csv.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPlainText } from './read-plain-text.ts';
import { Refusal } from './refusal.ts';

const limits = { timeoutMs: 1_000, memoryMegabytes: 1_000, maxPages: 10, maxInflatedBytes: 1_000_000, maxTextCharacters: 10_000_000 };
const units = [' ', '\n', '\t', '\u00A0', 'a\n', 'a ', ',', '"', '""', ';', '- ', '> ', '#', '`', '|', '\0', '\u0301'];
const size = 40_000;

it.each([
  ['plain text', readPlainText],
  ['CSV', readCsv],
  ['the front matter of Markdown', (text: string) => readMarkdown(`---\ntitle: ${text}x\n---\n`)],
  ['a paragraph of Markdown', (text: string) => readMarkdown(`a${text.replaceAll(/[^\s]/g, ' ')}b`)],
])('%s takes time that grows with the text, not faster', (_name, read) => {
  const before = process.cpuUsage();
  for (const unit of units) {
    try {
      assembleDocument(read(`x${unit.repeat(size / unit.length)}x`), limits);
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
    }
  }
  // The processor's time, not the clock's; quadratic time would be several seconds for each of these texts.
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(8_000);
});
