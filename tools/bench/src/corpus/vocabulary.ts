import { seededRandom, type SeededRandom } from './seeded-random.ts';

export type CorpusLanguage = 'fr' | 'en';

const seed = 4_711;
const contentWordCount = 6_000;
const functionWordShare = 0.35;
/** Of the others. */
const generalWordShare = 0.5;

/** The commonest words stand in every text whatever it is about; full text search knows and drops most of them. */
const functionWords = {
  fr: wordsOf(`de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ou son aux d'autres
    cette ses mais comme on tout nous sa fait vous leur bien peut ces elle entre sans aussi tous si ont deux même donc très`),
  en: wordsOf(`the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you
    were her all she there would their we him been has when who will more no if out so said what up its about into than them can only other`),
};

const syllables = {
  fr: wordsOf('ba cha dé fou gra jo la mai no per ré sau ton vou bri cou fleu ma ri sem'),
  en: wordsOf('bar clo dri fel gro har kin lum mor nel pla quin sto tre wel ash ber cot san tim'),
};
const endings = {
  fr: wordsOf('tion ment eur ette able ier age isme oir elle'),
  en: wordsOf('ing ness able er ful ly ship ment ish ward'),
};

const contentWords: Readonly<Record<CorpusLanguage, readonly string[]>> = { fr: makeWords('fr', 0), en: makeWords('en', 1) };
const contentRanks = cumulativeZipf(contentWordCount);
const functionRanks = { fr: cumulativeZipf(functionWords.fr.length), en: cumulativeZipf(functionWords.en.length) };

/**
 * One word of a text about a topic: often a function word, otherwise by Zipf's law one that everybody uses or one of the topic, each topic
 * having its own common words.
 */
export function drawWord(language: CorpusLanguage, topic: number, random: SeededRandom): string {
  if (random.uniform() < functionWordShare) return functionWords[language][drawRank(functionRanks[language], random)] ?? '';
  const place = random.uniform() < generalWordShare ? 0 : topic * 131 + 1_000;
  return contentWords[language][(drawRank(contentRanks, random) * 7 + place) % contentWordCount] ?? '';
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/);
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
  while (made.size < contentWordCount) {
    const stem = Array.from({ length: 2 + random.integer(2) }, syllable).join('');
    made.add(`${stem}${endings[language][random.integer(endings[language].length)]}`);
  }
  return [...made];
}
