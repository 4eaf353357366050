import { searchKnowledge } from '@sylion/database';

import { openKnowledgeWorld, seededRandom, wordMaker, type KnowledgeWorld, type Library } from './knowledge-world.ts';
import { rowsOf, withClient } from './read-catalog.ts';

/** The lexical leg ranks as BM25 over all chunks would, although it looks at a part of them and estimates how common words are. */
const size = 3_000;
const words = wordMaker(11, 4_000);
const texts = Array.from({ length: size }, (_, number) => words(30 + (number % 50)));
const random = seededRandom(12);
/** Four words of a chunk each, so that every question has an answer. */
const questions = Array.from({ length: 40 }, () => {
  const own = (texts[Math.floor(random() * size)] ?? '').split(' ');
  return Array.from({ length: 4 }, () => own[Math.floor(random() * own.length)] ?? '').join(' ');
});

let world: KnowledgeWorld;
let library: Library;
beforeAll(async () => {
  world = await openKnowledgeWorld();
  library = await world.addLibrary();
  for (let start = 0; start < size; start += 500)
    await world.publish(
      library,
      texts.slice(start, start + 500).map((text) => ({ text, vector: null })),
    );
}, 120_000);
afterAll(() => world.close());

it('agrees with BM25 on the ten best, and far more than ts_rank_cd does', async () => {
  const ours = await agreement(async (question) => {
    const { tenantId, baseId } = library;
    const bases = [{ id: baseId, embeddingVersion: 1 }];
    const found = await searchKnowledge(world.database, {
      tenantId,
      bases,
      embeddingDimension: 768,
      vector: null,
      text: question,
      limit: 10,
    });
    return found.map(({ text }) => text);
  });
  const theirs = await withClient(world.test.superuserUrl, (client) =>
    agreement(async (question) => {
      const rows = await rowsOf<{ content: string }>(
        client,
        `select c.content from knowledge_terms t join knowledge_chunks c on c.tenant_id = t.tenant_id and c.id = t.chunk_id,
          to_tsquery('simple', $1) q where t.terms @@ q order by ts_rank_cd(t.terms, q) desc limit 10`,
        [question.replaceAll(' ', ' | ')],
      );
      return rows.map(({ content }) => content);
    }),
  );
  expect(ours).toBeGreaterThanOrEqual(0.9);
  expect(ours).toBeGreaterThan(theirs + 0.2);
}, 60_000);

it('scores and covers as BM25 does', async () => {
  const { tenantId, baseId } = library;
  const [question = ''] = questions;
  const [best] = await searchKnowledge(world.database, {
    tenantId,
    bases: [{ id: baseId, embeddingVersion: 1 }],
    embeddingDimension: 768,
    vector: null,
    text: question,
    limit: 10,
  });
  const expected = bm25(question).find(({ text }) => text === best?.text)?.score ?? 0;
  expect([best?.textScore, expected]).toEqual([expect.closeTo(expected, 0), expected]);
  expect(best?.coverage).toBeGreaterThan(0.5);
});

/** The share of BM25's ten best that a ranking holds too; whatever is as good as the tenth counts. */
async function agreement(rank: (question: string) => Promise<string[]>): Promise<number> {
  let shared = 0;
  let wanted = 0;
  for (const question of questions) {
    const truth = bm25(question);
    const tenth = truth[9]?.score ?? 0;
    const good = new Set(truth.filter(({ score }) => score >= tenth * 0.999).map(({ text }) => text));
    const found = await rank(question);
    shared += found.filter((text) => good.has(text)).length;
    wanted += Math.min(10, truth.length);
  }
  return shared / wanted;
}

const bags = texts.map((text) => {
  const all = text.split(' ');
  const counts = new Map<string, number>();
  for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { text, counts, length: all.length };
});
const meanLength = bags.reduce((sum, { length }) => sum + length, 0) / size;

/** The textbook formula (k1 1.2, b 0.75) over every chunk. */
function bm25(question: string): { text: string; score: number }[] {
  const terms = [...new Set(question.split(' '))].map((word) => {
    const chunkCount = bags.filter(({ counts }) => counts.has(word)).length;
    return { word, weight: Math.log(1 + (size - chunkCount + 0.5) / (chunkCount + 0.5)) };
  });
  return bags
    .map(({ text, counts, length }) => ({
      text,
      score: terms.reduce((sum, { word, weight }) => {
        const frequency = counts.get(word) ?? 0;
        return sum + (weight * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * length) / meanLength));
      }, 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}
