import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { searchKnowledge } from '@sylion/database';
import { searchText } from '@sylion/knowledge';

import { openKnowledgeShop, type KnowledgeShop } from './knowledge-shop.ts';
import { startHarness, type Harness } from './processor-harness.ts';

let harness: Harness;
let ours: KnowledgeShop;
let theirs: KnowledgeShop;
const canary = 'canari-84-bouton-d-or';
const question = 'Quel est le code secret du coffre de la boutique ?';

beforeAll(async () => {
  harness = await startHarness();
  [ours, theirs] = [
    await openKnowledgeShop(harness, { documents: { 'Secret.md': [`Le code secret du coffre de la boutique est ${canary}.`] } }),
    await openKnowledgeShop(harness, { documents: { 'Horaires.md': ['Le coffre de la boutique ouvre à 9h avec un code secret.'] } }),
  ];
});
afterAll(() => harness.stop());

it('an assistant cannot be given another tenant’s knowledge base, whoever says so', async () => {
  const foreign = { assistantId: theirs.assistantId, knowledgeBaseId: ours.knowledgeBaseId };
  for (const tenantId of [ours.tenantId, theirs.tenantId]) {
    const link = { ...foreign, tenantId };
    await expect(
      harness.database.asTenant(tenantId, ({ sql }) => sql.insertInto('assistantKnowledgeBases').values(link).execute()),
    ).rejects.toThrow('foreign key');
  }
});

it('a search within one tenant finds nothing of another’s knowledge base, though it is told its id', async () => {
  const query = {
    bases: [ours, theirs].map(({ knowledgeBaseId }) => ({ id: knowledgeBaseId, embeddingVersion: 1 })),
    embeddingDimension: 768,
    vector: null,
    text: searchText(question),
    limit: 10,
  } as const;
  const found = await Promise.all([ours, theirs].map(({ tenantId }) => searchKnowledge(harness.database, { ...query, tenantId })));
  expect(found.map((chunks) => chunks.map(({ knowledgeBaseId }) => knowledgeBaseId))).toEqual([
    [ours.knowledgeBaseId],
    [theirs.knowledgeBaseId],
  ]);
});

it('what one tenant’s document says reaches no prompt, reply or record of another, and no log line of anybody', async () => {
  const child = spawn(process.execPath, ['--conditions=@sylion/source', fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    env: { ...harness.environment, LOG_LEVEL: 'trace' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => lines.push(chunk));
  const exited = once(child, 'exit');
  try {
    const [owner, stranger] = [ours.person(), theirs.person()];
    await owner.writes(question);
    await stranger.writes(question, `C’est bien ${canary.slice(0, 9)} ?`);
    const [told, untold] = [await owner.answered(1), await stranger.answered(1)];
    expect(told.replies[0]?.text).toContain(canary); // or there was nothing to leak
    expect(JSON.stringify(await harness.calls(ours.tenantId))).toContain(canary);
    expect(JSON.stringify(await harness.calls(theirs.tenantId))).not.toContain(canary);
    expect(JSON.stringify(untold)).not.toContain(canary);
    const [document = ''] = Object.values(ours.documents);
    expect(JSON.stringify(told.turns)).toContain(document);
    expect(JSON.stringify(untold)).not.toContain(document);
  } finally {
    child.kill('SIGTERM');
  }
  await exited;
  expect(lines.join('')).toContain('processor-worker is up');
  expect(lines.join('')).not.toContain(canary);
  expect(lines.join('')).not.toContain('coffre');
});
