/** Number of Unicode code points of a well-formed string: what WhatsApp's limits count (a pair of surrogates is one). */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index += 1) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xdc00) count -= 1;
  }
  return count;
}
