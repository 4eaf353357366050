import type { MessageContent } from '@sylion/schemas';

import { readText, withoutUndefined } from '../../read-json.ts';

/** A tapped button or list row. Id and title stand in for each other; undefined if both are missing. */
export const readChoice = (writtenId: unknown, writtenTitle: unknown, description?: unknown): MessageContent | undefined => {
  const id = readText(writtenId) ?? readText(writtenTitle);
  const title = readText(writtenTitle) ?? id;
  if (id === undefined || title === undefined) return undefined;
  return withoutUndefined({ kind: 'choice' as const, id, title, description: readText(description) });
};
