import fs from 'node:fs';
import path from 'node:path';

import { parseQuestions } from './parse-questions.ts';
import type { Question } from './question.ts';
import { goldenFolder } from './read-options.ts';

const documents = path.join(goldenFolder, 'documents');

const read = (file: string): string => fs.readFileSync(file, 'utf8').normalize('NFKC').replace(/\s+/gu, ' ');
const questionsOf = (language: string): Question[] => {
  const file = path.join(goldenFolder, `questions.${language}.jsonl`);
  return parseQuestions(fs.readFileSync(file, 'utf8'), file);
};
/** Stretches of text that an extractor would call paragraphs; a table counts once. */
const paragraphsOf = (file: string): string[] => {
  const text = fs.readFileSync(file, 'utf8');
  if (file.endsWith('.csv')) return [text];
  if (file.endsWith('.html')) return text.match(/<p>.*?<\/p>/gsu) ?? [];
  return text.split(/\n\s*\n/u).filter((block) => block.trim() !== '' && !block.startsWith('#'));
};

describe.each(['fr', 'en', 'es', 'ar'])('the golden set in %s', (language) => {
  const questions = questionsOf(language);

  it('names every right passage by an excerpt that stands once in its document', () => {
    const complaints = questions.flatMap(({ id, relevant }) =>
      relevant
        .map(({ document, contains }) => ({
          id,
          document,
          contains,
          times: read(path.join(documents, document)).split(contains.normalize('NFKC')).length - 1,
        }))
        .filter(({ times }) => times !== 1),
    );
    expect(complaints).toEqual([]);
  });

  it('asks only about documents of its language', () => {
    const elsewhere = questions.flatMap(({ relevant }) => relevant).filter(({ document }) => !document.startsWith(`${language}/`));
    expect(elsewhere).toEqual([]);
    expect(questions.filter((question) => question.language !== language)).toEqual([]);
  });

  it('is large and mixed enough to mean something', () => {
    const share = (kind: string): number => questions.filter((question) => question.kind === kind).length / questions.length;
    expect(questions.length).toBeGreaterThanOrEqual(60);
    expect(share('no-answer')).toBeGreaterThan(0.13);
    expect(share('no-answer')).toBeLessThan(0.18);
    for (const kind of ['fact', 'paraphrase', 'typo', 'code', 'follow-up', 'cross-language']) expect(share(kind)).toBeGreaterThan(0.05);
  });

  it('asks no question twice', () => {
    const asked = questions.map(({ question, history }) => JSON.stringify([question, history]));
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('stands on enough documents and distinct paragraphs, and asks about every document', () => {
    const files = fs.readdirSync(path.join(documents, language));
    const paragraphs = files.flatMap((file) => paragraphsOf(path.join(documents, language, file)));
    expect(files.length).toBeGreaterThanOrEqual(8);
    expect(new Set(paragraphs).size).toBe(paragraphs.length);
    expect(paragraphs.length).toBeGreaterThanOrEqual(60);
    const named = questions.flatMap(({ relevant }) => relevant.map(({ document }) => path.basename(document)));
    expect(files.filter((file) => !named.includes(file))).toEqual([]);
  });
});

it('never uses an id twice, over all languages', () => {
  const ids = ['fr', 'en', 'es', 'ar'].flatMap((language) => questionsOf(language).map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});
