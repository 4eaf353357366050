import type { Answer } from '@sylion/admin-client';

import type { Business } from './business.ts';
import { eventually } from './eventually.ts';

export interface Library {
  readonly knowledgeBaseId: string;
  /** Uploads a file and waits until its ingestion is over, well or not. */
  add(name: string, text: string, type?: string): Promise<Answer<'get', '/v1/documents/{id}'>>;
  remove(documentId: string): Promise<void>;
}

/** A knowledge base of the business, that its assistant answers from. */
export async function openLibrary({ admin, assistantId }: Business): Promise<Library> {
  const { id: knowledgeBaseId } = await admin.post('/v1/knowledge-bases', { body: { name: 'Library' } });
  const path = { id: assistantId };
  await admin.patch('/v1/assistants/{id}', { path, body: { knowledgeBaseIds: [knowledgeBaseId] } });
  await admin.post('/v1/assistants/{id}/publish', { path, body: { note: 'Answers from the library' } });
  return {
    knowledgeBaseId,
    add: async (name, text, type = 'text/markdown') => {
      const file = new File([text], name, { type });
      const { id } = await admin.post('/v1/knowledge-bases/{id}/documents', { path: { id: knowledgeBaseId }, body: { file } });
      return eventually(`${name} is ingested`, async () => {
        const document = await admin.get('/v1/documents/{id}', { path: { id } });
        return ['ready', 'failed', 'needs_ocr'].includes(document.state) ? document : undefined;
      });
    },
    remove: (documentId) => admin.delete('/v1/documents/{id}', { path: { id: documentId } }),
  };
}
