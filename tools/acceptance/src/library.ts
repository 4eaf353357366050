import type { Answer } from '@sylion/admin-client';

import type { Business } from './business.ts';
import { eventually } from './eventually.ts';

type KnowledgeDocument = Answer<'get', '/v1/documents/{id}'>;

export interface Library {
  readonly knowledgeBaseId: string;
  /** Uploads a file. @returns the document's id */
  bring(name: string, text: string, type?: string): Promise<string>;
  /** Waits until the ingestion of a document is over, well or not. */
  ends(documentId: string, timeoutMs?: number): Promise<KnowledgeDocument>;
  /** Uploads a file and waits until its ingestion is over. */
  add(name: string, text: string, type?: string): Promise<KnowledgeDocument>;
  remove(documentId: string): Promise<void>;
}

/** A knowledge base of the business, that its assistant answers from. */
export async function openLibrary({ admin, assistantId }: Business): Promise<Library> {
  const { id: knowledgeBaseId } = await admin.post('/v1/knowledge-bases', { body: { name: 'Library' } });
  const path = { id: assistantId };
  await admin.patch('/v1/assistants/{id}', { path, body: { knowledgeBaseIds: [knowledgeBaseId] } });
  await admin.post('/v1/assistants/{id}/publish', { path, body: { note: 'Answers from the library' } });
  const bring: Library['bring'] = async (name, text, type = 'text/markdown') => {
    const file = new File([text], name, { type });
    return (await admin.post('/v1/knowledge-bases/{id}/documents', { path: { id: knowledgeBaseId }, body: { file } })).id;
  };
  const ends: Library['ends'] = (id, timeoutMs) =>
    eventually(
      `document ${id} is ingested`,
      async () => {
        const document = await admin.get('/v1/documents/{id}', { path: { id } });
        return ['ready', 'failed', 'needs_ocr'].includes(document.state) ? document : undefined;
      },
      timeoutMs,
    );
  return {
    knowledgeBaseId,
    bring,
    ends,
    add: async (...file) => ends(await bring(...file)),
    remove: (documentId) => admin.delete('/v1/documents/{id}', { path: { id: documentId } }),
  };
}
