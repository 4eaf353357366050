import { seededRandom, type SeededRandom } from './seeded-random.ts';

export type CorpusLanguage = 'fr' | 'en';

const seed = 4_711;
const wordCount = 6_000;
/** The commonest words stand in every text whatever it is about. */
const functionWordCount = 120;
const functionWordShare = 0.35;

const syllables = {
  fr: ['ba', 'cha', 'de', 'fou', 'gra', 'jo', 'la', 'mai', 'no', 'per', 're', 'sau', 'ton', 'vou', 'bri', 'cou', 'fleu', 'ma', 'ri', 'sem'],
  en: [
    'bar',
    'clo',
    'dri',
    'fel',
    'gro',
    'har',
    'kin',
    'lum',
    'mor',
    'nel',
    'pla',
    'quin',
    'sto',
    'tre',
    'wel',
    'ash',
    'ber',
    'cot',
    'san',
    'tim',
  ],
};
const endings = {
  fr: ['tion', 'ment', 'eur', 'ette', 'able', 'ier', 'age', 'isme', 'oir', 'elle'],
  en: ['ing', 'ness', 'able', 'er', 'ful', 'ly', 'ship', 'ment', 'ish', 'ward'],
};

const words: Readonly<Record<CorpusLanguage, readonly string[]>> = { fr: makeWords('fr', 0), en: makeWords('en', 1) };
const cumulative = cumulativeZipf(wordCount - functionWordCount);
const functionCumulative = cumulativeZipf(functionWordCount);

/** One word of a text about a topic: often a function word, otherwise by Zipf's law one of the topic, each topic having its own common words. */
export function drawWord(language: CorpusLanguage, topic: number, random: SeededRandom): string {
  const vocabulary = words[language];
  if (random.uniform() < functionWordShare) return vocabulary[drawRank(functionCumulative, random)] ?? '';
  const ordinal = (drawRank(cumulative, random) * 7 + topic * 131) % (wordCount - functionWordCount);
  return vocabulary[functionWordCount + ordinal] ?? '';
}

function drawRank(table: Float64Array, random: SeededRandom): number {
  const wanted = random.uniform() * (table.at(-1) ?? 0);
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cumulativeZipf(count: number): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: count }, (_, index) => (sum += 1 / (index + 1)));
}

/** Made-up words with the endings that stemmers of the language know. */
function makeWords(language: CorpusLanguage, stream: number): string[] {
  const random = seededRandom(seed, stream);
  const made = new Set<string>();
  const syllable = (): string => syllables[language][random.integer(syllables[language].length)] ?? '';
  while (made.size < wordCount) {
    const isShort = made.size < functionWordCount;
    const stem = Array.from({ length: isShort ? 1 + random.integer(2) : 2 + random.integer(2) }, syllable).join('');
    made.add(isShort ? stem : `${stem}${endings[language][random.integer(endings[language].length)]}`);
  }
  return [...made];
}
