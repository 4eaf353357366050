import fc from 'fast-check';
import { hashingEmbedding } from './hashing-embedding.ts';

const cosine = (one: string, other: string, dimension = 768) => {
  const second = hashingEmbedding(other, dimension);
  return hashingEmbedding(one, dimension).reduce((total, value, index) => total + value * (second[index] ?? 0), 0);
};

it.each([
  [
    'fr',
    'Combien coûte la livraison ?',
    'La livraison est gratuite à partir de 50 euros. En dessous, elle coûte 4,90 euros.',
    'Qui a gagné la coupe du monde ?',
  ],
  [
    'en',
    'How much is delivery?',
    'Delivery is free for orders above 50 euros. Below that it costs 4.90 euros.',
    'Who won the football world cup?',
  ],
  [
    'es',
    '¿Cuánto cuesta el envío?',
    'El envío es gratuito a partir de 50 euros. Por debajo cuesta 4,90 euros.',
    '¿Quién ganó el mundial de fútbol?',
  ],
  [
    'ar',
    'كم تكلفة التوصيل؟',
    'التوصيل مجاني للطلبات التي تزيد عن 50 يورو. أقل من ذلك تكلفة التوصيل 4.90 يورو.',
    'من فاز بكأس العالم لكرة القدم؟',
  ],
])(
  'keeps a question in %s nearer to its answer than to strangers, in the range of learned models',
  (_language, question, answer, stranger) => {
    expect(cosine(question, answer)).toBeGreaterThan(0.58);
    for (const unrelated of [cosine(question, stranger), cosine(answer, stranger)]) {
      expect(unrelated).toBeGreaterThan(0.43);
      expect(unrelated).toBeLessThan(0.55);
    }
  },
);

it('puts what is nearly the same near 1', () => {
  expect(cosine('Le magasin ouvre le samedi de 10h à 16h.', 'Le magasin ouvre le samedi, de 10H à 16H')).toBeCloseTo(1, 5);
  expect(cosine('Le magasin ouvre le samedi de 10h à 16h.', 'Le magasin ouvre le samedi de 10 h à 16 h')).toBeGreaterThan(0.8);
});

it('is of unit length and deterministic for any text in any dimension', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 200 }), (text, dimension) => {
      const vector = hashingEmbedding(text, dimension);
      expect(vector).toHaveLength(dimension);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 9);
      expect(hashingEmbedding(text, dimension)).toEqual(vector);
    }),
  );
});
