import { estimateTokens } from '@sylion/conversation';
import type { ChunkDraft, ChunkLanguage, ChunkSettings } from '../chunk.ts';
import type { Block, ExtractedDocument } from '../document.ts';
import { detectLanguage } from './detect-language.ts';
import { type Pack, packPieces } from './pack-pieces.ts';
import type { Piece } from './piece.ts';
import { piecesOf } from './pieces-of.ts';
import { sectionsOf } from './sections-of.ts';
import { hasWords } from './tidy-text.ts';

/**
 * Cuts a document into chunks of at most `chunkTokens` (by `estimateTokens`) along its structure: no chunk spans a heading;
 * paragraphs, lists and tables stay whole where they fit; longer ones are cut between sentences, items and rows.
 *
 * The same document gives the same chunks, and a change in one section leaves the chunks of all others as they are
 * (but for their ordinals), so that only what is new has to be embedded again.
 */
export function splitPassages(document: ExtractedDocument, settings: ChunkSettings): ChunkDraft[] {
  const documentLanguage = detectLanguage(document.blocks.map(textOf).join('\n'), fewestLettersOfDocument) ?? 'simple';
  return sectionsOf(document)
    .flatMap(({ path, blocks }) => {
      const pieces = blocks.map((block) => piecesOf(block, documentLanguage, settings.chunkTokens));
      return packPieces(pieces, settings).map((pack) => ({ path, pack }));
    })
    .filter(({ pack }) => pack.own.some((piece) => hasWords(piece.text)))
    .map(({ path, pack }, ordinal): ChunkDraft => {
      const text = textOfPack(pack);
      return {
        ordinal,
        heading: path,
        page: pack.own.find((piece) => hasWords(piece.text))?.page ?? null,
        text,
        tokenCount: estimateTokens(text),
        language: languageOf(text, documentLanguage),
      };
    });
}

const fewestLettersOfDocument = 40;
/** A chunk differs from its document only when there is enough of it to be sure. */
const fewestLettersOfChunk = 100;
const enoughCharactersOfChunk = 400;

const languageOf = (text: string, documentLanguage: ChunkLanguage): ChunkLanguage =>
  detectLanguage(text.slice(0, enoughCharactersOfChunk), fewestLettersOfChunk) ?? documentLanguage;

const textOfPack = ({ overlap, own }: Pack): string =>
  [...overlap, ...own].reduce((text, piece: Piece) => (text === '' ? piece.text : text + piece.separator + piece.text), '');

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.join('\n');
    case 'table':
      return block.rows.flat().join('\n');
  }
}
