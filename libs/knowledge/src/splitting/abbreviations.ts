/**
 * Whether the full stop that `text` ends with belongs to an abbreviation or an initial, so that `next` is still the same
 * sentence. All languages' abbreviations hold in every document: a sentence taken too long does no harm, one that ends
 * after "Mme." does. "etc." is missing because it often does end one.
 */
export function endsWithAbbreviation(text: string, next: string): boolean {
  const ending = text.trimEnd().slice(-40);
  if (lettersWithStops.test(ending)) return true;
  const word = /([\p{L}\p{M}\p{N}ªº°.-]+)\.$/u.exec(ending)?.[1];
  if (word === undefined) return false;
  const isInitial = /^\p{Lu}$/u.test(word) || (/^\p{L}$/u.test(word) && /^\p{L}\./u.test(next));
  return isInitial || abbreviations.has(word.toLowerCase()) || (/^\d/.test(next) && beforeNumbers.has(word.toLowerCase()));
}

/** "z. B.", "d. h.", "J.-C.", "S. A." */
const lettersWithStops = /(?:^|[^\p{L}\p{M}\p{N}])\p{L}\.[\s-]?\p{L}\.$/u;

const wordsOf = (...lists: string[]): ReadonlySet<string> => new Set(lists.flatMap((list) => list.split(' ')));

/** By language: fr, en, es, pt, de, it, nl, ar. */
const abbreviations = wordsOf(
  'm mm mme mmes mlle mlles mgr me dr pr ste p.ex ex env éd réf tél c.-à-d cf',
  'mr mrs ms prof rev sr jr gen col capt sgt e.g i.e vs approx dept inc ltd corp ave blvd',
  'sra srta sres dª dra ud uds vd vds p.ej ej tfno avda dpto apdo aprox',
  'srs profa eng exmo exma',
  'hr str z.b d.h u.a o.ä i.d.r u.u s.o s.u bzw ca evtl ggf inkl exkl zzgl vgl bsp',
  'sig sigg dott ssa avv ing geom p.es c.so p.za v.le cfr',
  'dhr mevr mw drs ir bijv bv d.w.z m.b.t t.a.v i.v.m tel',
  'د أ م',
);

/** Words of their own, unless a number follows: "No. 5", "art. 12", "p. 3". */
const beforeNumbers = wordsOf(
  'no nos n° nº n.º n nr num núm p pp pag pág págs pagg blz s art abs fig vol ch chap cap kap sec § st r av al bd ص م',
);
