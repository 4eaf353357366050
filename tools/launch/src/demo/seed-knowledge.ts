import fs from 'node:fs';

import type { AdminClient } from '@sylion/admin-client';

import { boulangerie } from './boulangerie.ts';

/** A document of the demo did not become searchable: something in the path of ingestion is broken. */
export class NotIngested extends Error {
  override name = 'NotIngested';
}

const ingestWithinMs = 60_000;

/** The demo's knowledge base with its documents, all searchable; made unless they are there. Returns its id. @throws {NotIngested} */
export async function seedKnowledge(admin: AdminClient): Promise<string> {
  const id = await ensureBase(admin);
  for (const name of boulangerie.documents) {
    const bytes = fs.readFileSync(new URL(`documents/${name}`, import.meta.url));
    const file = new File([bytes], name, { type: 'text/markdown' });
    await admin.post('/v1/knowledge-bases/{id}/documents', { path: { id }, body: { file } });
  }
  await allReady(admin, id);
  return id;
}

async function ensureBase(admin: AdminClient): Promise<string> {
  for await (const { id, name } of admin.list('/v1/knowledge-bases')) if (name === boulangerie.knowledgeBase.name) return id;
  return (await admin.post('/v1/knowledge-bases', { body: boulangerie.knowledgeBase })).id;
}

async function allReady(admin: AdminClient, id: string): Promise<void> {
  for (const deadline = Date.now() + ingestWithinMs; ;) {
    const { items } = await admin.get('/v1/knowledge-bases/{id}/documents', { path: { id } });
    if (items.every(({ state }) => state === 'ready')) return;
    const failed = items.find(({ state }) => state === 'failed' || state === 'needs_ocr');
    if (failed || Date.now() > deadline)
      throw new NotIngested(failed ? `${failed.name}: ${failed.error?.message}` : 'the demo documents did not become searchable in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
