import { foldWords } from './fold-words.ts';

export type Language = 'fr' | 'en' | 'es' | 'pt' | 'de' | 'ar';

/** Frequent, folded function words; a word that two languages share counts for both. */
const functionWords: Record<Exclude<Language, 'ar'>, Set<string>> = {
  fr: wordSet(
    'le la les un une des du de et est sont je tu il elle nous vous ils ce cette ces que qui quoi quel quelle quels quelles ou pour par sur avec dans au aux mon ma mes votre vos notre nos ne pas plus oui non bonjour bonsoir salut merci combien comment pourquoi quand peut peux pouvez puis veux voudrais souhaite suis avez ai etes fait faire livrez svp qu est ce d l s j y a voici',
  ),
  en: wordSet(
    'the a an and is are am i you he she we they this that these what which who where when why how for by on with in at my your our not no yes hello hi hey thanks thank please can could would do does did want have has there it of to be will',
  ),
  es: wordSet(
    'el la los las un una unos unas del de y es son yo tu usted nosotros ustedes este esta estos que quien cual cuales cuanto cuanta cuantos cuantas donde cuando como por para con en mi mis su sus no si hola gracias buenos buenas dias tardes noches puedo puede pueden quiero quisiera tienen tiene hay esta estan cuesta',
  ),
  pt: wordSet(
    'o a os as um uma uns umas do da dos das de e sao eu voce voces nos este esta isso que quem qual quais quanto quanta quantos onde quando como por para com em meu minha seu sua nao sim ola oi obrigado obrigada bom boa dia tarde noite posso pode podem quero gostaria tem ha esta estao custa no na ate',
  ),
  de: wordSet(
    'der die das ein eine einen einem und ist sind ich du er sie wir ihr dieser diese dieses was welche welcher welches wer wo wann warum wie fur mit in im am an auf mein meine ihre unser nicht kein nein ja hallo danke bitte kann konnen mochte haben hat gibt es zu von den dem guten tag morgen viel kostet',
  ),
};

/** The language with the most function words in the text, or undefined if nothing speaks for one. */
export function detectLanguage(text: string): Language | undefined {
  const arabicLetters = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const latinLetters = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (arabicLetters > latinLetters) return 'ar';

  const words = foldWords(text);
  const scored = Object.entries(functionWords)
    .map(([language, known]) => ({
      language: language as Language,
      score: words.filter((word) => known.has(word)).length + spellingBonus(text, language),
    }))
    .sort((one, other) => other.score - one.score);
  return scored[0] && scored[0].score > 0 ? scored[0].language : undefined;
}

/** True for words that carry no meaning of their own in one of the languages. */
export function isFunctionWord(word: string): boolean {
  return word.length < 2 || arabicFunctionWords.has(word) || Object.values(functionWords).some((known) => known.has(word));
}

const arabicFunctionWords = wordSet('في من على إلى عن هل ما هي هو هذا هذه أن أنا لا نعم كم كيف متى أين الذي التي مع و يا لي لكم');

/** Letters that only one of the languages writes settle short texts such as "¿Precio?" or "Straße". */
function spellingBonus(text: string, language: string): number {
  const letters: Record<string, RegExp> = { fr: /[çœèêùûîë]|\b[djlnst]['’]|\bqu['’]/i, es: /[¿¡ñ]/i, pt: /[ãõ]|ção/i, de: /[ßäöü]/i };
  return letters[language]?.test(text) ? 0.5 : 0;
}

function wordSet(words: string): Set<string> {
  return new Set(foldWords(words));
}
