import path from 'node:path';

import { documentsOfLanguage } from './documents-of-language.ts';
import { EvaluationFailed } from './evaluation-failed.ts';
import { goldenFolder, readOptions } from './read-options.ts';

describe('the command line', () => {
  it('means the golden set on a platform of its own when it says nothing', () => {
    expect(readOptions([])).toMatchObject({
      questionFiles: ['fr', 'en', 'es', 'ar'].map((language) => path.join(goldenFolder, `questions.${language}.jsonl`)),
      documentsFolder: path.join(goldenFolder, 'documents'),
      api: undefined,
      cutoffs: [1, 5, 10],
      leg: 'hybrid',
      missesShown: 0,
    });
  });

  it('takes a set of somebody else’s, and looks for its documents beside it', () => {
    const options = readOptions([
      'sets/a.jsonl',
      '--api',
      'http://127.0.0.1:1',
      '--key',
      'key',
      '--k',
      '20,3',
      '--leg=text',
      '--misses',
      '7',
    ]);
    expect(options).toMatchObject({
      questionFiles: ['sets/a.jsonl'],
      documentsFolder: path.join('sets', 'documents'),
      cutoffs: [1, 3, 20],
      leg: 'text',
    });
    expect(options.api).toEqual({ url: 'http://127.0.0.1:1', key: 'key' });
  });

  it('uploads nothing into a knowledge base that is there, unless told what', () => {
    const named = ['--knowledge-base', 'kb', '--api', 'http://127.0.0.1:1', '--key', 'key'];
    expect(readOptions(named).documentsFolder).toBeUndefined();
    expect(readOptions([...named, '--documents', 'texts']).documentsFolder).toBe('texts');
  });

  it.each([
    [['--api', 'http://127.0.0.1:1']],
    [['--key', 'key']],
    [['--knowledge-base', 'kb']],
    [['--leg', 'both']],
    [['--k', '5,ten']],
    [['--k', '0']],
    [['--k', '5,51']],
    [['--misses', '-1']],
    [['--nonsense']],
  ])('refuses %j', (args) => {
    expect(() => readOptions(args)).toThrow(EvaluationFailed);
  });
});

it('gives a language the documents in its subfolder, or all where it has none', () => {
  const paths = ['en/a.md', 'fr/a.md', 'fr/deep/b.md', 'french.md'];
  expect(documentsOfLanguage(paths, 'fr')).toEqual(['fr/a.md', 'fr/deep/b.md']);
  expect(documentsOfLanguage(paths, 'ar')).toEqual(paths);
});
