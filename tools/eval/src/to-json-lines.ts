import { rankOfFirstRelevant, type Outcome } from './outcome.ts';
import type { ReportRow } from './report-rows.ts';

/** One JSON object a line: every question with its hits (`type: "question"`), then every row of the table (`type: "measures"`). */
export function toJsonLines(outcomes: readonly Outcome[], rows: readonly ReportRow[], leg: string): string {
  const lines = [
    ...outcomes.map((outcome) => ({
      type: 'question',
      leg,
      ...outcome.question,
      searchedFor: outcome.searchedFor,
      rank: rankOfFirstRelevant(outcome),
      hits: outcome.hits.map((hit, index) => ({
        ...hit,
        isRelevant: outcome.judgement.relevant.has(outcome.judgement.ranked[index] ?? ''),
      })),
      timings: outcome.timings,
    })),
    ...rows.map((row) => ({ type: 'measures', leg, ...row })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
