import { citeSources } from './passages/cite-sources.ts';
import { searchQuestion } from './search/search-question.ts';
import { searchText } from './search/search-text.ts';
import { splitPassages } from './splitting/split-passages.ts';

const size = 60_000;
const units = [' ', '\u00A0', '.', ',', '?', '…', '\n', 'a. ', 'a ', 'a', '[1]', ' [1]', '[', '- ', '\u0301', '"', '1. ', 'p. 1 ', '—'];
const passage = {
  documentId: '0',
  documentName: 'Tarifs',
  heading: null,
  page: 1,
  text: 'x',
  tokenCount: 1,
  chunkIds: [],
  similarity: 1,
  vectorRank: 1,
  textRank: 1,
  score: 1,
};

/** What reads documents, questions, and answers of a model that repeats what an attacker said. */
it.each<[string, (text: string) => unknown]>([
  ['citeSources', (text) => citeSources(`${text}x [1] ${text}y`, [passage], 'short', 'fr')],
  ['searchText', searchText],
  [
    'searchQuestion',
    (text) =>
      searchQuestion({ history: [{ role: 'business', text: `${text}?${text}x` }], unanswered: [`merci ${text}x`, `${text}, merci`] }),
  ],
  [
    'splitPassages',
    (text) =>
      splitPassages(
        { title: null, blocks: [{ kind: 'paragraph', text: `${text}x`, page: 1 }], pagesTotal: 1, pagesWithText: 1 },
        { chunkTokens: 400, overlapTokens: 50 },
      ),
  ],
])('%s takes time that grows with the text, not faster', (_name, read) => {
  const before = process.cpuUsage();
  for (const unit of units) read(unit.repeat(size / unit.length));
  // The processor's time, not the clock's; quadratic time would be tens of seconds for each of these texts.
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(12_000);
});
