import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { EvaluationFailed } from '../src/evaluation-failed.ts';
import { readOptions } from '../src/read-options.ts';
import { runEvaluation } from '../src/run-evaluation.ts';
import { startFakePlatform, type FakePlatform } from './fake-platform.ts';

const question = (fields: Readonly<Record<string, unknown>>): string => JSON.stringify({ kind: 'fact', ...fields });
const questions = [
  question({ id: '1', language: 'fr', question: 'le dimanche ?', relevant: [{ document: 'fr/hours.md', contains: 'dimanche de 7 h' }] }),
  question({ id: '2', language: 'fr', question: 'tarif du seigle', relevant: [{ document: 'fr/prices.md', contains: 'Le seigle' }] }),
  question({ id: '3', language: 'fr', question: 'xyzzy', kind: 'no-answer', relevant: [] }),
  question({
    id: '4',
    language: 'en',
    question: 'and on Sunday?',
    kind: 'follow-up',
    history: [{ role: 'end_user', text: 'open on Monday?' }],
    relevant: [{ document: 'en/hours.md', contains: 'Sunday' }],
  }),
].join('\n');

let folder: string;
let platform: FakePlatform;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'eval-'));
  platform = await startFakePlatform();
  await fs.writeFile(path.join(folder, 'set.jsonl'), questions);
  for (const language of ['fr', 'en']) await fs.mkdir(path.join(folder, 'documents', language), { recursive: true });
  await fs.writeFile(path.join(folder, 'documents', 'fr', 'hours.md'), 'Le\ndimanche de\u00a07 h à 13 h.\n\nLe lundi fermé.');
  await fs.writeFile(path.join(folder, 'documents', 'fr', 'prices.md'), 'Le seigle coûte 3 €, tarif unique.\n\nLe froment 2 €.');
  await fs.writeFile(path.join(folder, 'documents', 'en', 'hours.md'), 'Closed on Sunday.\n\nOpen on Monday.');
});
afterEach(async () => {
  await platform.close();
  await fs.rm(folder, { recursive: true, force: true });
});

async function evaluate(...args: readonly string[]): Promise<{ isKept: boolean; printed: string; progress: string[] }> {
  const printed: string[] = [];
  const progress: string[] = [];
  const options = readOptions([path.join(folder, 'set.jsonl'), '--api', platform.url, '--key', platform.key, ...args]);
  const isKept = await runEvaluation(options, { print: (text) => void printed.push(text), progress: (line) => void progress.push(line) });
  return { isKept, printed: printed.join('\n'), progress };
}

it('fills a knowledge base per language, waits for it, asks everything and reports', async () => {
  const { isKept, printed, progress } = await evaluate('--k', '2', '--json', path.join(folder, 'out.jsonl'), '--misses', '3');
  expect(isKept).toBe(true);
  expect(platform.documents.map(({ knowledgeBaseId, name }) => `${knowledgeBaseId} ${name}`)).toEqual([
    'kb_1 hours.md',
    'kb_1 prices.md',
    'kb_2 hours.md',
  ]);
  expect(progress).toContain('fr: 0 of 2 documents are ready');
  expect(progress).toContain('fr: 2 of 2 documents are ready');
  expect(printed).toMatch(/fr +all +3 +1\.00 +1\.00 +1\.00 +1\.00 +1\.00 +1\.00 +2\.0 +2\.0/);
  expect(printed).toMatch(/en +follow-up +1 /);
  expect(platform.hitTests).toContainEqual({
    query: 'and on Sunday?',
    limit: 2,
    leg: 'hybrid',
    history: [{ role: 'end_user', text: 'open on Monday?' }],
  });
  const lines = (await fs.readFile(path.join(folder, 'out.jsonl'), 'utf8')).trim().split('\n');
  const records = lines.map(
    (line) => JSON.parse(line) as { type: string; id?: string; rank?: number | null; hits?: { isRelevant: boolean }[] },
  );
  expect(records.filter(({ type }) => type === 'question')).toHaveLength(4);
  expect(records.filter(({ type }) => type === 'measures')).toHaveLength(5);
  expect(records.find(({ id }) => id === '1')).toMatchObject({
    rank: 1,
    searchedFor: 'le dimanche ? in full',
    hits: [{ isRelevant: true }, { isRelevant: false }],
  });
  expect(records.find(({ id }) => id === '3')).toMatchObject({ rank: null });
});

it('keeps the levels that it wrote, and tells when one is lost', async () => {
  const levels = path.join(folder, 'levels.json');
  await evaluate('--write-levels', levels);
  const kept = await evaluate('--gate', levels);
  expect(kept.isKept).toBe(true);
  expect(kept.printed).toContain('Every recorded level was kept.');

  await fs.writeFile(path.join(folder, 'documents', 'fr', 'prices.md'), 'Tout est gratuit.');
  const lost = await evaluate('--gate', levels);
  expect(lost.isKept).toBe(false);
  expect(lost.printed).toContain('- hybrid fr all: recall@1 fell to 0.500, the level is 0.98');
});

it('asks a knowledge base that is there without uploading', async () => {
  await evaluate();
  const { printed } = await evaluate('--knowledge-base', 'kb_1');
  expect(platform.documents).toHaveLength(3);
  expect(printed).toMatch(/fr +all +3 +1\.00/);
});

it('stops at a document that cannot be read, and says which', async () => {
  await platform.close();
  platform = await startFakePlatform('failed');
  await expect(evaluate()).rejects.toThrow('fr/hours.md is failed: extract.broken: It cannot be read.');
});

it('tells what the platform refused, and what it cannot read', async () => {
  const options = readOptions([path.join(folder, 'set.jsonl'), '--api', platform.url, '--key', 'wrong']);
  const silent = { print: () => undefined, progress: () => undefined };
  await expect(runEvaluation(options, silent)).rejects.toThrow(/POST \/v1\/knowledge-bases was answered 401/);
  await expect(runEvaluation({ ...options, questionFiles: ['nowhere.jsonl'] }, silent)).rejects.toThrow(EvaluationFailed);
  await expect(evaluate('--documents', path.join(folder, 'nowhere'))).rejects.toThrow(EvaluationFailed);
  await expect(evaluate('--gate', path.join(folder, 'nowhere.json'))).rejects.toThrow(EvaluationFailed);
});
