import { setTimeout as pause } from 'node:timers/promises';

import type { HttpClient } from '@sylion/acceptance';
import type { AdminClient } from '@sylion/admin-client';
import { say, tokenOf, type Chat } from '@sylion/chaos';
import { seededRandom } from '@sylion/emulators';

export interface Load {
  /** How many messages were said. */
  readonly messages: number;
  /** How often an admin looked. */
  readonly looks: number;
  /** What was uploaded meanwhile. */
  readonly documentIds: readonly string[];
  /** What an admin was told instead of an answer. */
  readonly failures: readonly string[];
}

const pauseMs = { least: 4_000, most: 10_000 };
const lookEveryMs = 700;
const uploadEveryMs = 6_000;
/** Short, so that nobody takes who repeats it for a machine (docs/abuse.md). */
const word = 'ouvert';

/** People talk, an admin looks into the inbox and uploads documents, steadily, until the signal. */
export async function bringLoad(
  { whatsapp, admin }: { readonly whatsapp: HttpClient; readonly admin: AdminClient },
  { chats, knowledgeBaseId }: { readonly chats: readonly Chat[]; readonly knowledgeBaseId: string },
  signal: AbortSignal,
): Promise<Load> {
  const until = async (everyMs: () => number, act: (count: number) => Promise<unknown>): Promise<number> => {
    for (let count = 0; ; count += 1) {
      await pause(everyMs(), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return count;
      await act(count);
    }
  };
  const failures: string[] = [];
  const documentIds: string[] = [];
  const note = (error: unknown): void => void failures.push(error instanceof Error ? error.message : String(error));

  const [looks, , ...said] = await Promise.all([
    until(
      () => lookEveryMs,
      () => admin.get('/v1/conversations').catch(note),
    ),
    until(
      () => uploadEveryMs,
      async (count) => {
        const file = new File([`# Article ${count}\n\nLe produit ${count} coûte ${count} €.\n`], `Article ${count}.md`, {
          type: 'text/markdown',
        });
        const path = { id: knowledgeBaseId };
        await admin.post('/v1/knowledge-bases/{id}/documents', { path, body: { file } }).then(({ id }) => documentIds.push(id), note);
      },
    ),
    ...chats.map((chat) => {
      const random = seededRandom(chat.index);
      return until(
        () => pauseMs.least + random() * (pauseMs.most - pauseMs.least),
        (count) => say(whatsapp, chat, `${tokenOf(chat.index, count)}: ${word} ?`),
      );
    }),
  ]);
  return { messages: said.reduce((sum, count) => sum + count, 0), looks, documentIds, failures };
}
