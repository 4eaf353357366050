/** What WhatsApp counts as characters: an emoji of two UTF-16 units is one. */
export function countCodePoints(text: string): number {
  return [...text].length;
}
