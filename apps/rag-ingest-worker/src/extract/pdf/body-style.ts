import type { Line } from './placed-text.ts';

/** What most of a document's letters look like. */
export interface BodyStyle {
  readonly size: number;
  readonly font: string;
  /** From one baseline to the next within a paragraph. */
  readonly leading: number;
}

export function bodyStyleOf(lines: readonly Line[]): BodyStyle {
  const size = Number(heaviest(lines.map((line) => [String(halfPoints(line.size)), line.text.length])) ?? 10);
  const body = lines.filter((line) => halfPoints(line.size) === size);
  const font = heaviest(body.map((line) => [line.font, line.text.length])) ?? '';
  const steps = body.flatMap((line, index) => {
    const previous = body[index - 1];
    const step = previous === undefined || previous.page !== line.page ? 0 : line.y - previous.y;
    return step > 0.8 * size && step < 3 * size ? [step] : [];
  });
  return { size, font, leading: lowerQuartile(steps) ?? 1.25 * size };
}

/** Where paragraphs are short, most steps may lead from one to the next. */
const lowerQuartile = (steps: readonly number[]) => steps.toSorted((one, other) => one - other)[steps.length >> 2];

export const halfPoints = (size: number): number => Math.round(size * 2) / 2;

function heaviest(weighed: readonly (readonly [string, number])[]): string | null {
  const sums = new Map<string, number>();
  for (const [key, weight] of weighed) sums.set(key, (sums.get(key) ?? 0) + weight);
  let best: string | null = null;
  for (const [key, sum] of sums) if (best === null || sum > (sums.get(best) ?? 0)) best = key;
  return best;
}
