import type { PlacedPage, PlacedText } from './placed-text.ts';

/** What pdf.js gives for a run of text (TextItem). */
export interface TextRun {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
}

/** The page as it is shown, with the way from the pdf's coordinates to it (PageViewport). */
export interface PageView {
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

const maxTiltRadians = 0.15;

/**
 * Where the runs of a page stand when it is held so that most of them are level. Text across the page or along its edge is a watermark
 * or a stamp and is left out, as is what is printed twice on one place to look bold.
 */
export function placeTexts(runs: readonly TextRun[], view: PageView): PlacedPage {
  const turned = runs
    .filter(({ str }) => str.trim() !== '')
    .map((run) => ({ run, matrix: multiply(view.transform, run.transform) }))
    .map(({ run, matrix }) => ({ run, matrix, quarter: quarterTurn(matrix) }))
    .filter(({ quarter }) => quarter !== null);
  const weight = [0, 0, 0, 0];
  for (const { run, quarter } of turned) weight[quarter ?? 0] = (weight[quarter ?? 0] ?? 0) + run.str.length;
  const level = weight.indexOf(Math.max(...weight));
  const seen = new Set<string>();
  const texts = turned
    .filter(({ quarter }) => quarter === level)
    .map(({ run, matrix }) => place(run, matrix, level, view))
    .filter((text) => {
      const key = `${Math.round(text.x / 2)}:${Math.round(text.y / 2)}:${text.text}`;
      return !seen.has(key) && seen.add(key);
    });
  return { texts, height: level % 2 === 0 ? view.height : view.width };
}

type Matrix = readonly [number, number, number, number, number, number];

function multiply(outer: readonly number[], inner: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** 0 to 3 quarter turns clockwise; null when it is tilted. */
function quarterTurn([a, b]: Matrix): number | null {
  const quarters = Math.atan2(b, a) / (Math.PI / 2);
  const nearest = Math.round(quarters);
  return Math.abs(quarters - nearest) * (Math.PI / 2) > maxTiltRadians ? null : (nearest + 4) % 4;
}

function place(run: TextRun, [a, b, c, d, e, f]: Matrix, quarter: number, { width, height }: PageView): PlacedText {
  const [x, y] = (
    [
      [e, f],
      [f, width - e],
      [width - e, height - f],
      [height - f, e],
    ] as const
  )[quarter as 0 | 1 | 2 | 3];
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
  return { text: run.str, x, y, width: run.width, size, font: run.fontName };
}
