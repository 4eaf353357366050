import type { BodyStyle } from './body-style.ts';
import { isRightToLeft } from './join-in-reading-order.ts';
import type { Line } from './placed-text.ts';

const endsSentence = /[.!?…:؟。]["'”»)\]]*$/;

/** Whether a line goes on with the paragraph whose last line is above it (or ended the column or page before). */
export function continuesParagraph(paragraph: readonly Line[], next: Line, body: BodyStyle): boolean {
  const last = paragraph.at(-1);
  if (last === undefined) return false;
  const end = last.text.trimEnd();
  const step = next.y - last.y;
  if (Math.abs(next.size - last.size) > 0.1 * last.size) return false;
  if (next.page !== last.page || step <= 0) return !endsSentence.test(end) && (/^\s*\p{Ll}/u.test(next.text) || isRightToLeft(next.text));
  const leading = Math.max(body.leading * (last.size / body.size), 1.1 * last.size);
  if (step > 1.35 * leading) return false;
  if (isRightToLeft(next.text)) return true;
  const isIndented = next.x - last.x > 0.8 * last.size && !(paragraph.length === 1 && startsHanging(last.text));
  const width = Math.max(...paragraph.map(({ right }) => right), next.right) - Math.min(last.x, next.x);
  const endsShort = last.right - last.x < 0.75 * width && endsSentence.test(end);
  return !isIndented && !endsShort;
}

/** A number or bullet stands left of its text. */
const startsHanging = (text: string) => /^\s*(?:\d{1,3}[.)]|[•‣▪●○◦–-])\s/.test(text);
