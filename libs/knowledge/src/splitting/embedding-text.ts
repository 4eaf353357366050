import type { ChunkDraft } from '../chunk.ts';
import { plainName } from '../passages/plain-name.ts';

/**
 * What is embedded of a chunk. Most chunks do not say what they are about ("Free from 30 €."), so the document's name and
 * the headings stand in the title, for models that take one, and the headings once more above the text, for those that do not.
 */
export function embeddingText(chunk: Pick<ChunkDraft, 'heading' | 'text'>, documentName: string): { title: string; text: string } {
  const name = plainName(documentName);
  if (chunk.heading === null) return { title: name, text: chunk.text };
  return { title: name === '' ? chunk.heading : `${name} › ${chunk.heading}`, text: `${chunk.heading}\n${chunk.text}` };
}
