import type { TurnContext } from './gather-context.ts';
import type { Turn } from './turn.ts';

/** A passage of the tenant's knowledge that may answer the end user, with where it stands. */
export interface Passage {
  readonly documentName: string;
  readonly heading: string | null;
  readonly page: number | null;
  readonly text: string;
}

/**
 * Step 4: the passages that the reply may rest on; none for an assistant without knowledge bases. Documents are not searchable yet,
 * so today no knowledge base holds a passage.
 */
export async function retrieveKnowledge(_turn: Turn, _context: TurnContext): Promise<readonly Passage[]> {
  return [];
}
