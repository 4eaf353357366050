import type { Finding } from './finding.ts';

const marks = { ok: ' ok ', warn: 'warn', fail: 'FAIL' } as const;

/** A table for a terminal: what was looked at, what it is like, and below what is not well what to do. */
export function printFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ state, subject, means, advice }) => [
    `${marks[state]}  ${subject.padEnd(width)}  ${means}`,
    ...(advice === undefined ? [] : [`${' '.repeat(width + 6)}  → ${advice}`]),
  ]);
  const count = (state: Finding['state']): number => findings.filter((finding) => finding.state === state).length;
  return [...lines, '', `${count('ok')} ok, ${count('warn')} to watch, ${count('fail')} to repair`].join('\n');
}
