import type { ChunkSettings } from '../chunk.ts';
import type { Piece } from './piece.ts';

/** A chunk in the making. */
export interface Pack {
  /** Whole sentences from the end of the pack before. */
  readonly overlap: readonly Piece[];
  readonly own: readonly Piece[];
}

/**
 * Fills packs with the blocks of one section: a block stays whole where it fits, one too long for a pack is cut between its
 * pieces. What a pack holds depends on what stands before it in this section only, so the cuts of a re-ingested document
 * are the old ones again from the next heading on, mostly earlier.
 */
export function packPieces(blocks: readonly (readonly Piece[])[], settings: ChunkSettings): Pack[] {
  const { chunkTokens } = settings;
  const packs: Pack[] = [];
  let pack: Pack = { overlap: [], own: [] };

  const fits = (pieces: readonly Piece[]): boolean => sizeOf(pack.overlap) + sizeOf(pack.own) + sizeOf(pieces) <= chunkTokens;
  const add = (pieces: readonly Piece[]): void => {
    const own = [...pack.own, ...pieces];
    pack = { overlap: lastWithin(pack.overlap, chunkTokens - sizeOf(own)), own };
  };
  /** Starts a new pack for `pieces`, which takes along the line that introduces them. */
  const startPack = (pieces: readonly Piece[]): void => {
    if (pack.own.length === 0) return;
    const introduction = introductionTo(pieces, pack.own, chunkTokens);
    const own = pack.own.slice(0, pack.own.length - introduction.length);
    packs.push({ ...pack, own });
    pack = { overlap: overlapBetween(own, [...introduction, ...pieces], settings), own: introduction };
  };

  for (const pieces of blocks) {
    const isTooLong = sizeOf(pieces) > chunkTokens;
    if (!fits(pieces) && (!isTooLong || sizeOf(pack.own) > chunkTokens / 2)) startPack(pieces.slice(0, isTooLong ? 1 : undefined));
    if (!isTooLong) add(pieces);
    else
      for (const piece of pieces) {
        if (!fits([piece])) startPack([piece]);
        add([piece]);
      }
  }
  return mergeShortEnd(pack.own.length > 0 ? [...packs, pack] : packs, chunkTokens);
}

/** `Our prices:` says nothing at the end of one chunk and is missed at the start of the next. */
function introductionTo(pieces: readonly Piece[], own: readonly Piece[], chunkTokens: number): readonly Piece[] {
  const last = own.at(-1);
  const isIntroduction = own.length > 1 && last?.kind === 'sentence' && /[:：]$/u.test(last.text);
  return isIntroduction && sizeOf([last, ...pieces]) <= chunkTokens ? [last] : [];
}

/** Running text goes on across a cut; a list or a table begins anew. */
function overlapBetween(own: readonly Piece[], next: readonly Piece[], { chunkTokens, overlapTokens }: ChunkSettings): readonly Piece[] {
  const goesOn = next[0]?.kind === 'sentence' || next[0]?.kind === 'fragment';
  if (!goesOn) return [];
  const sentences = own.slice(own.findLastIndex((piece) => piece.kind !== 'sentence') + 1);
  // Never all of a pack: what follows would make it superfluous.
  return lastWithin(sentences.length < own.length ? sentences : sentences.slice(1), Math.min(overlapTokens, chunkTokens / 2));
}

/** An end of section that is hardly worth a chunk goes back, if need be at the cost of the overlap before it. */
function mergeShortEnd(packs: readonly Pack[], chunkTokens: number): Pack[] {
  const [before, last] = packs.slice(-2);
  if (before === undefined || last === undefined || sizeOf(last.own) > chunkTokens / 4) return [...packs];
  const own = [...before.own, ...last.own];
  if (sizeOf(own) > chunkTokens) return [...packs];
  return [...packs.slice(0, -2), { overlap: lastWithin(before.overlap, chunkTokens - sizeOf(own)), own }];
}

/** The last pieces that together have at most `tokens`. */
function lastWithin(pieces: readonly Piece[], tokens: number): readonly Piece[] {
  let [start, sumTokens] = [pieces.length, 0];
  while (start > 0) {
    sumTokens += pieces[start - 1]?.tokenCount ?? 0;
    if (sumTokens > tokens) break;
    start -= 1;
  }
  return pieces.slice(start);
}

const sizeOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.tokenCount, 0);
