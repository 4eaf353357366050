import { z } from 'zod';

import type { ReportRow } from './report-rows.ts';

/** What was reached once and must not be lost: leg → language → kind → measure → share. */
export const levelsSchema = z.record(
  z.string(),
  z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number().min(0).max(1)))),
);
export type Levels = z.infer<typeof levelsSchema>;

/** Kinds with few questions swing too far to be gated. */
const gatedKinds = ['all', 'cross-language'];
/** One or two questions of a language may change sides without a complaint. */
const tolerance = 0.02;

/** `known` with what was measured now in place of what it had for this leg and these languages. Each level is rounded down. */
export function raiseLevels(known: Levels, leg: string, rows: readonly ReportRow[]): Levels {
  const ofLeg = { ...known[leg] };
  for (const language of new Set(rows.map((row) => row.language))) {
    const gated = rows.filter((row) => row.language === language && gatedKinds.includes(row.kind));
    ofLeg[language] = Object.fromEntries(gated.map(({ kind, quality }) => [kind, levelsOf(quality)]));
  }
  return { ...known, [leg]: ofLeg };
}

/** A sentence for each recorded level that was not reached, or not measured though its language was asked. */
export function lostLevels(levels: Levels, leg: string, rows: readonly ReportRow[]): string[] {
  const asked = new Set(rows.map(({ language }) => language));
  const recorded = Object.entries(levels[leg] ?? {}).filter(([language]) => asked.has(language));
  if (recorded.length === 0) return [`no level is recorded for the ${leg} leg in ${[...asked].join(', ')}`];
  return recorded.flatMap(([language, kinds]) =>
    Object.entries(kinds).flatMap(([kind, measures]) => {
      const quality = rows.find((row) => row.language === language && row.kind === kind)?.quality ?? {};
      return Object.entries(measures).flatMap(([measure, level]) => {
        const reached = quality[measure] ?? null;
        const found = reached === null ? 'was not measured' : `fell to ${reached.toFixed(3)}`;
        return reached !== null && reached >= level ? [] : [`${leg} ${language} ${kind}: ${measure} ${found}, the level is ${level}`];
      });
    }),
  );
}

function levelsOf(quality: ReportRow['quality']): Record<string, number> {
  const measured = Object.entries(quality).filter((entry): entry is [string, number] => entry[1] !== null);
  return Object.fromEntries(measured.map(([measure, share]) => [measure, Math.max(0, Math.floor((share - tolerance) * 100) / 100)]));
}
