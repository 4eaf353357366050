import type { findDocumentNames, findLiveChunks } from '@sylion/database';
import { idSchema, type ExplainedTurn, type TurnPassage } from '@sylion/schemas';

const mostCharacters = 500;

interface Alive {
  readonly names: Awaited<ReturnType<typeof findDocumentNames>>;
  readonly chunks: Awaited<ReturnType<typeof findLiveChunks>>;
}

/** A passage with its text, out of what is still there. A managed index keeps its passages to itself: those have a name and no text. */
export function showPassage(passage: TurnPassage, { names, chunks }: Alive): ExplainedTurn['passages'][number] {
  const documentName = names.find(({ id }) => id === passage.documentId)?.name ?? null;
  const alive = documentName === null ? [] : chunks.filter(({ id }) => passage.chunkIds.includes(id));
  const isLocal = passage.chunkIds.every((id) => idSchema.safeParse(id).success);
  return {
    ...passage,
    documentName,
    page: alive[0]?.page ?? null,
    heading: alive[0]?.heading ?? null,
    excerpt: alive.length === 0 ? null : shorten(alive.map(({ content }) => content).join('\n')),
    isGone: documentName === null || (isLocal && alive.length === 0),
  };
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= mostCharacters ? text : `${characters.slice(0, mostCharacters - 1).join('')}…`;
}
