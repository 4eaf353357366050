import { rankOfFirstRelevant, type Outcome } from './outcome.ts';

/**
 * The worst outcomes, as text: first what was not found at all, then what the floor let through though nothing answers it, then what
 * was found latest. A question whose passage came first is no miss.
 */
export function formatMisses(outcomes: readonly Outcome[], count: number): string {
  return outcomes
    .map((outcome) => ({ outcome, badness: badnessOf(outcome) }))
    .filter(({ badness }) => badness > 0)
    .sort((left, right) => right.badness - left.badness)
    .slice(0, count)
    .map(({ outcome }) => formatMiss(outcome))
    .join('\n\n');
}

function badnessOf(outcome: Outcome): number {
  if (outcome.question.relevant.length === 0) return outcome.hits.some(({ isAboveFloor }) => isAboveFloor) ? 1_000 : 0;
  return (rankOfFirstRelevant(outcome) ?? 10_000) - 1;
}

function formatMiss(outcome: Outcome): string {
  const { question, searchedFor, hits } = outcome;
  const rank = rankOfFirstRelevant(outcome);
  const wanted = question.relevant.map(({ document, contains }) => `  wanted  ${document}: ${contains}`);
  const [first] = hits;
  return [
    `${question.id} (${question.language}, ${question.kind}) ${question.question}`,
    ...(searchedFor === question.question ? [] : [`  asked   ${shorten(searchedFor)}`]),
    ...(wanted.length > 0 ? wanted : ['  wanted  nothing above the floor']),
    `  found   ${question.relevant.length === 0 ? 'above the floor' : rank === null ? 'nowhere' : `at rank ${rank}`}`,
    `  first   ${first === undefined ? 'no hit at all' : `${first.documentName}: ${shorten(first.text)}`}`,
  ].join('\n');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
