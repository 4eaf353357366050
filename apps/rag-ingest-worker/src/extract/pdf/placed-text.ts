/** A run of text where it stands on the page as it is shown: points from the left and from the top, `y` at its baseline. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Fonts have no names here; equal means the same font. */
  readonly font: string;
}

/** Words that stand together on a baseline: a whole line of a paragraph, or one cell of a row. */
export interface Segment {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Of its longest run. */
  readonly font: string;
  readonly hasOneFont: boolean;
}

/** A page as it is held to be read: its texts and how tall it is then, in points. */
export interface PlacedPage {
  readonly texts: readonly PlacedText[];
  readonly height: number;
}

/** What stands on one baseline of one column of text, from left to right. */
export interface Line {
  readonly segments: readonly Segment[];
  /** In reading order. */
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly font: string;
  readonly page: number;
  /** How far down the page it stands: 0 is the upper edge, 1 the lower. */
  readonly depth: number;
}
