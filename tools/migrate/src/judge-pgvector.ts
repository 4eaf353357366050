import { safePgvector } from '@sylion/database';

/** What to say about an unsafe pgvector, or nothing about a safe one. Only production is refused: the embedded one may be older. */
export function judgePgvector(
  { version, isSafe }: { version: string; isSafe: boolean },
  isProduction: boolean,
): { isRefusal: boolean; text: string } | undefined {
  if (version === 'none') return { isRefusal: true, text: `this Postgres has no pgvector: install ${safePgvector} or newer.` };
  if (isSafe) return undefined;
  const defect = `pgvector ${version} has a known vulnerability (CVE-2026-3172) and index corruption bugs`;
  return isProduction
    ? {
        isRefusal: true,
        text: `${defect}. Production needs ${safePgvector} or newer: install it, run "alter extension vector update", and migrate again.`,
      }
    : { isRefusal: false, text: `${defect}; production will refuse it and needs ${safePgvector} or newer.` };
}
