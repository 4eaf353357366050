import { corpusShape, zipfSizes } from './corpus-shape.ts';
import { createCorpus } from './corpus.ts';
import { chunkId, documentId, readIdentifier } from './identifiers.ts';
import { questionVector } from './latent-space.ts';

const cosine = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

describe('corpusShape', () => {
  it('A has 200,000 chunks of 1,000 tenants, half of them in one', () => {
    const { tenantSizes, classes } = corpusShape('A');
    expect(tenantSizes).toHaveLength(1_000);
    expect(tenantSizes.reduce((sum, size) => sum + size, 0)).toBe(200_000);
    const sizes = (tenants: readonly number[] = []) => tenants.map((tenant) => tenantSizes[tenant]);
    expect(sizes(classes.large)).toEqual([100_000]);
    expect(sizes(classes.medium)).toEqual(new Array(5).fill(5_000));
    expect(sizes(classes.small)).toEqual(new Array(10).fill(100));
  });

  it('B has 1,000,000 chunks by Zipf', () => {
    const { tenantSizes, classes } = corpusShape('B');
    expect(tenantSizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_000);
    expect(tenantSizes[0]).toBeGreaterThan(133_000);
    expect(tenantSizes.at(-1)).toBeGreaterThan(130);
    for (const tenant of classes.medium ?? []) expect(Math.abs((tenantSizes[tenant] ?? 0) - 5_000)).toBeLessThan(500);
    for (const tenant of classes.upper ?? []) expect(Math.abs((tenantSizes[tenant] ?? 0) - 30_000)).toBeLessThan(4_000);
  });

  it('Zipf sizes add up to exactly the total', () => {
    expect(zipfSizes(3, 11)).toEqual([6, 3, 2]);
    expect(zipfSizes(7, 100).reduce((sum, size) => sum + size, 0)).toBe(100);
  });
});

describe('createCorpus', () => {
  const corpus = createCorpus(corpusShape('quick'));

  it('makes the same chunk every time, whatever was made before', () => {
    const first = corpus.chunk(0, 1_234);
    corpus.chunk(3, 5);
    expect(createCorpus(corpusShape('quick')).chunk(0, 1_234)).toEqual(first);
    expect(corpus.chunk(0, 1_235).vector).not.toEqual(first.vector);
    expect(corpus.chunk(1, 34).text).not.toBe(corpus.chunk(2, 34).text);
  });

  it('makes unit vectors of 768 numbers and about 1.1 kB of text', () => {
    for (const number of [0, 1, 77]) {
      const { vector, text } = corpus.chunk(0, number);
      expect(vector).toHaveLength(768);
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
      expect(text.length).toBeGreaterThanOrEqual(1_100);
      expect(text.length).toBeLessThan(1_400);
    }
  });

  it('puts a question next to the chunk it is about, chunks of a topic near it and others far away', () => {
    const topic = corpus.topicOf(0, 10);
    const question = questionVector(0, 10, topic, 1);
    const numbers = Array.from({ length: 1_000 }, (_, number) => number);
    const sameTopic = numbers.filter((number) => number !== 10 && corpus.topicOf(0, number) === topic);
    const otherTopic = numbers.filter((number) => corpus.topicOf(0, number) !== topic);
    const mean = (found: number[]): number =>
      found.reduce((sum, number) => sum + cosine(corpus.vector(0, number), question), 0) / found.length;
    expect(cosine(corpus.vector(0, 10), question)).toBeGreaterThan(0.85);
    expect(mean(sameTopic)).toBeGreaterThan(0.4);
    expect(mean(otherTopic)).toBeLessThan(0.2);
  });
});

describe('identifiers', () => {
  it('say what they are of', () => {
    expect(readIdentifier(chunkId(999, 99_999))).toEqual({ tenant: 999, number: 99_999 });
    expect(readIdentifier(documentId(3, 12))).toEqual({ tenant: 3, number: 12 });
    expect(readIdentifier('5d0c9b0e-0000-7000-8000-000000000000')).toBeUndefined();
  });
});
