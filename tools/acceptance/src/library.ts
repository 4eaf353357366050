import type { Business } from './business.ts';
import { eventually } from './eventually.ts';

/** A document as the tenant's admin sees it. */
export interface DocumentAnswer {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Library {
  readonly knowledgeBaseId: string;
  /** Uploads a file and waits until its ingestion is over, well or not. */
  add(name: string, text: string, type?: string): Promise<DocumentAnswer>;
  remove(documentId: string): Promise<void>;
}

/** A knowledge base of the business, that its assistant answers from. */
export async function openLibrary({ admin, assistantId }: Business): Promise<Library> {
  const { id: knowledgeBaseId } = await admin.send<{ id: string }>('POST', '/v1/knowledge-bases', { name: 'Library' });
  await admin.send('PATCH', `/v1/assistants/${assistantId}`, { knowledgeBaseIds: [knowledgeBaseId] });
  await admin.send('POST', `/v1/assistants/${assistantId}/publish`, { note: 'Answers from the library' });
  return {
    knowledgeBaseId,
    add: async (name, text, type = 'text/markdown') => {
      const { id } = await admin.upload<{ id: string }>(`/v1/knowledge-bases/${knowledgeBaseId}/documents`, { name, type, text });
      return eventually(`${name} is ingested`, async () => {
        const document = await admin.get<DocumentAnswer>(`/v1/documents/${id}`);
        return ['ready', 'failed', 'needs_ocr'].includes(document.state) ? document : undefined;
      });
    },
    remove: (documentId) => admin.send('DELETE', `/v1/documents/${documentId}`),
  };
}
