import { createHash } from 'node:crypto';

/** Letters that could spell something take the place of some digits, as in the names of pods. */
const replacements: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

/** The hash that kustomize puts behind a generated ConfigMap's name: of its data, written as Go writes JSON. */
export function hashSettings(data: Readonly<Record<string, string>>): string {
  const sorted = Object.fromEntries(Object.entries(data).sort(([one], [other]) => (one < other ? -1 : 1)));
  // The name that kustomize hashes along is empty.
  const written = JSON.stringify({ data: sorted, kind: 'ConfigMap', name: '' }).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return createHash('sha256')
    .update(written)
    .digest('hex')
    .slice(0, 10)
    .replace(/./g, (digit) => replacements[digit] ?? digit);
}
