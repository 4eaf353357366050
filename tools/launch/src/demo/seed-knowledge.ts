import fs from 'node:fs';

import type { AdminClient } from './admin-client.ts';
import { boulangerie } from './boulangerie.ts';

/** A document of the demo did not become searchable: something in the path of ingestion is broken. */
export class NotIngested extends Error {
  override name = 'NotIngested';
}

interface DocumentAnswer {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly error: { readonly message: string } | null;
}

const ingestWithinMs = 60_000;

/** The demo's knowledge base with its documents, all searchable; made unless they are there. Returns its id. @throws {NotIngested} */
export async function seedKnowledge(admin: AdminClient): Promise<string> {
  const { items: bases } = await admin.get<{ items: { id: string; name: string }[] }>('/v1/knowledge-bases');
  const known = bases.find(({ name }) => name === boulangerie.knowledgeBase.name);
  const { id } = known ?? (await admin.post<{ id: string }>('/v1/knowledge-bases', boulangerie.knowledgeBase));
  for (const name of boulangerie.documents) {
    const bytes = fs.readFileSync(new URL(`documents/${name}`, import.meta.url));
    await admin.upload(`/v1/knowledge-bases/${id}/documents`, { name, type: 'text/markdown', bytes });
  }
  await allReady(admin, id);
  return id;
}

async function allReady(admin: AdminClient, knowledgeBaseId: string): Promise<void> {
  for (const deadline = Date.now() + ingestWithinMs; ;) {
    const { items } = await admin.get<{ items: DocumentAnswer[] }>(`/v1/knowledge-bases/${knowledgeBaseId}/documents`);
    if (items.every(({ state }) => state === 'ready')) return;
    const failed = items.find(({ state }) => state === 'failed' || state === 'needs_ocr');
    if (failed || Date.now() > deadline)
      throw new NotIngested(failed ? `${failed.name}: ${failed.error?.message}` : 'the demo documents did not become searchable in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
