/** A character style that WhatsApp can show. Spans of it never cross a line. */
export type Style = 'bold' | 'italic' | 'strike';

/**
 * A piece of one line. `words` may carry styles, outermost first; `url` and `code` carry none, because markers
 * inside them would be read as part of the address or of the code.
 */
export interface Run {
  kind: 'words' | 'url' | 'code';
  text: string;
  styles: readonly Style[];
}

/** A line of running text. */
export interface TextLine {
  kind: 'text';
  /** Newlines before this line when it is not the first of its bubble: 2 starts a new block, 1 continues one. */
  gap: 1 | 2;
  /** Indentation, list marker or quote mark. */
  prefix: string;
  /** What replaces `prefix` when the rest of the line has to go on in the next bubble. */
  continuationPrefix: string;
  runs: readonly Run[];
}

/** One line of a fenced code block; lines of one fence share its number. */
export interface CodeLine {
  kind: 'code';
  gap: 1 | 2;
  fence: number;
  text: string;
}

export type Line = TextLine | CodeLine;

/** Whether a reader would see anything at all: neither white space nor control or format characters only. */
export const isVisible = (text: string): boolean => /[^\s\p{Cc}\p{Cf}]/u.test(text);
