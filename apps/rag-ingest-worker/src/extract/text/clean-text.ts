/**
 * Text as the rest of the house expects it: well-formed NFC Unicode without controls, `\n` for every line end, plain blanks, no soft
 * hyphens nor invisible marks. Joiners stay (Persian and emoji need them); Latin ligatures and Arabic presentation forms become letters.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replaceAll('\0', '\uFFFD')
    .replace(invisible, '')
    .replace(blanks, ' ')
    .replace(controls, ' ')
    .replace(presentationForms, (form) => form.normalize('NFKC'))
    .normalize('NFC');
}

/** On one line, without blanks around it or doubled within. */
export const cleanInline = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();

const lineEnds = /\r\n?|[\u2028\u2029\u0085]/g;
/** Soft hyphen, zero-width space, word joiner, byte order mark, directional marks and isolates. */
const invisible = /[\u00AD\u200B\u2060\uFEFF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const blanks = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;
const controls = /[^\P{Cc}\t\n]/gu;
const presentationForms = /[\uFB00-\uFB06\uFB50-\uFDFF\uFE70-\uFEFC]/g;
