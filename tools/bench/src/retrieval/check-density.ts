import type { CorpusChunk } from '../corpus/corpus.ts';
import { tenantId } from '../corpus/identifiers.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { withClient } from '../server/with-client.ts';
import { insertDocument, insertTenant, readVectorOid } from './load-ours.ts';
import type { Question } from './question.ts';
import { openOurDatabase, searchOurs } from './systems/our-system.ts';

const crowd = 20;
/** Above every tenant of a corpus. */
const intruder = 4_000;

/**
 * Whether answers stay the same when another tenant crowds the place around the questions: with an index that tenants share, its chunks
 * would push the others' out, and how many come back would tell what it has. @returns questions whose answer changed
 */
export async function checkDensity(database: BenchDatabase, questions: readonly Question[]): Promise<number> {
  const ours = openOurDatabase(database.appUrl, 1);
  const ask = async (): Promise<string[]> => {
    const answers: string[] = [];
    for (const { tenant, vector } of questions) {
      const found = await searchOurs(ours, { tenant, vector, text: null });
      answers.push(found.map(({ tenant: owner, number }) => `${owner}/${number}`).join(' '));
    }
    return answers;
  };
  try {
    const before = await ask();
    await crowdAround(database, questions);
    const after = await ask();
    return before.filter((answer, index) => answer !== after[index]).length;
  } finally {
    await removeIntruder(database);
    await ours.close();
  }
}

/** Copies of the questions themselves: nothing can be nearer. */
async function crowdAround(database: BenchDatabase, questions: readonly Question[]): Promise<void> {
  await removeIntruder(database);
  const chunks = questions.flatMap(({ vector }) =>
    Array.from({ length: crowd }, (): Omit<CorpusChunk, 'number'> => ({
      tenant: intruder,
      topic: 0,
      language: 'en',
      text: 'Crowd.',
      vector,
    })),
  );
  const documents = Math.ceil(chunks.length / 100);
  await withClient(database.superuserUrl, async (client) => {
    const vectorOid = await readVectorOid(client);
    await insertTenant(client, intruder, documents);
    for (let document = 0; document < documents; document += 1) {
      const numbered = chunks
        .slice(document * 100, document * 100 + 100)
        .map((chunk, index) => ({ ...chunk, number: document * 100 + index }));
      await insertDocument(client, numbered, vectorOid);
    }
  });
}

async function removeIntruder({ superuserUrl }: BenchDatabase): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await client.query('delete from knowledge_bases where tenant_id = $1', [tenantId(intruder)]);
    await client.query('delete from tenants where id = $1', [tenantId(intruder)]);
  });
}
