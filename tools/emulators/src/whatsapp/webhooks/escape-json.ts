/**
 * JSON as Meta puts it on the wire: non-ASCII as `\uXXXX` in lower-case hex, and `/ < % @` escaped.
 * Receivers that hash a re-serialised body fail on exactly these characters. Source: Meta, "Webhooks: validating payloads".
 */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[/<%@]|[^\x20-\x7e]/g, (character) => special[character] ?? unicodeEscape(character));
}

const special: Readonly<Record<string, string>> = { '/': '\\/', '<': '\\u003C', '%': '\\u0025', '@': '\\u0040' };

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
