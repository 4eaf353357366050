import { parseMarkdown } from './parse-markdown.ts';
import { splitBubbles } from './split-bubbles.ts';
import { toWhatsAppBlocks } from './to-whatsapp-blocks.ts';

/** Body limit of a WhatsApp text message, in code points (Cloud API, "text" message). */
const textBodyLimits = { maxCodePoints: 4096 };
const smallestBubbleCodePoints = 64;

/**
 * Renders a Markdown reply as the bodies of as few WhatsApp text messages as possible, in reading order.
 *
 * Every body is non-empty, at most `maxCodePoints` long and stands on its own: styles and code fences that a
 * cut goes through are closed and opened again. Blank input gives `[]`. No string makes it throw: lone
 * surrogates and NUL come out as U+FFFD.
 * @throws RangeError if `maxCodePoints` is below 64, which leaves no room for markers and indentation.
 */
export function renderReply(markdown: string, limits: { maxCodePoints: number } = textBodyLimits): string[] {
  if (limits.maxCodePoints < smallestBubbleCodePoints)
    throw new RangeError(`A bubble needs at least ${smallestBubbleCodePoints} code points.`);
  const wellFormed = markdown.toWellFormed().replaceAll('\0', '\uFFFD');
  return splitBubbles(toWhatsAppBlocks(parseMarkdown(wellFormed)), limits.maxCodePoints);
}
