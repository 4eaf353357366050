import type { Passage } from '@sylion/knowledge';

import { withoutTags } from './without-tags.ts';

const sourceLength = 120;

/** The section of the instruction that holds what was found: data between tags, each passage with the id that an answer names it by. */
export function passagesSection(passages: readonly Passage[]): string {
  return passages.length === 0 ? '' : `<passages>\n${passages.map(passage).join('\n')}\n</passages>`;
}

function passage({ documentName, heading, page, text }: Passage, index: number): string {
  const place = [documentName, heading, page === null ? null : `p. ${page}`].filter((part) => part !== null).join(', ');
  const source = withoutTags(place).replaceAll('"', '’').slice(0, sourceLength).toWellFormed();
  return `<passage id="${index + 1}" source="${source}">\n${withoutTags(text)}\n</passage>`;
}
