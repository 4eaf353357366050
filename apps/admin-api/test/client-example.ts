import { openAsBlob } from 'node:fs';

import { AdminProblem, createAdminClient } from '@sylion/admin-client';

/** Lets every assistant answer from a file, and tells who waits for a human. */
export async function openTheDay(url: string, key: string, handbook: string): Promise<string[]> {
  const admin = createAdminClient({ url, key });

  // The file is read from the disk as it is sent. If the answer gets lost, it is sent again and stored once.
  const library = await admin.post('/v1/knowledge-bases', { body: { name: 'Handbook' } });
  const file = new File([await openAsBlob(handbook)], 'handbook.md', { type: 'text/markdown' });
  await admin.post('/v1/knowledge-bases/{id}/documents', { path: { id: library.id }, body: { file } });

  // What somebody else changes meanwhile is not lost: the update reads and decides again.
  for await (const { id } of admin.list('/v1/assistants')) {
    await admin.update('/v1/assistants/{id}', { path: { id } }, ({ knowledgeBaseIds }) => ({
      knowledgeBaseIds: [...knowledgeBaseIds, library.id],
    }));
    await admin.post('/v1/assistants/{id}/publish', { path: { id }, body: { note: 'Answers from the handbook' } });
  }

  // Over all pages.
  const waiting: string[] = [];
  for await (const { id, displayName } of admin.list('/v1/conversations', { query: { handledBy: 'human' } })) {
    waiting.push(displayName ?? 'somebody');
    try {
      await admin.post('/v1/conversations/{id}/messages', { path: { id }, body: { text: 'We are here for you.' } });
    } catch (error) {
      if (!(error instanceof AdminProblem) || error.code !== 'service_window_closed') throw error;
    }
  }
  return waiting;
}
