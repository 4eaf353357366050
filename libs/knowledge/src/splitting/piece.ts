/** The smallest part of a block that chunks are put together from; it fits into a chunk on its own. */
export interface Piece {
  readonly text: string;
  /** What stands between it and the piece before when both are in one chunk. */
  readonly separator: '' | ' ' | '\n' | '\n\n';
  readonly page: number | null;
  /** A whole sentence of running text may be repeated at the start of the next chunk; nothing else is. */
  readonly kind: 'sentence' | 'fragment' | 'item' | 'row';
  readonly tokenCount: number;
}
