import { violationKinds } from '../history/check-history.ts';
import { isClean, type StoryRecord } from '../report/story-record.ts';
import type { Measurements } from './measurements.ts';
import { promises, type KeptPromise } from './promises.ts';

/** `docs/reliability.md`: every promise, the command that proves it, the tests that hold it, and what was measured last. */
export function renderReliability(measurements: Measurements): string {
  const rows = promises.map((promise, index) => [
    String(index + 1),
    `**${promise.title}.** ${promise.meaning}`,
    commandsOf(promise, index + 1)
      .map((command) => `\`${command}\``)
      .join(', '),
    resultOf(promise, index + 1, measurements),
  ]);
  const told = largest(measurements.stories);
  return `# Reliability

What we promise, how anybody can put it to the test, and what came out the last time. This page is written by \`npm run reliability\` out of
[docs/measurements](measurements); nothing in it is typed by hand. The seed makes a story the same again, though not the instant at which
the operating system lets things meet ([why](decisions/0018-chaos-looks-on-from-the-doors.md)).

| | promise | proven by | last result |
|---|---|---|---|
${rows.map(toLine).join('\n')}

## The tests that hold them

They are part of \`npm test\`; \`npm run reliability -- --prove 6\` runs those of one promise.

${promises.map((promise, index) => `${index + 1}. ${promise.title}: ${promise.tests.map(toLink).join(', ')}`).join('\n')}

## The stories

\`npm run chaos -- <story>\` plays one at its full size, \`--quick\` at a small one. A checker that knows only what went in and what the phones
saw counts what went wrong: each count must be 0.

| story | measured on | size | seed | ${violationKinds.join(' | ')} |
|---|---|---|---|${violationKinds.map(() => '---').join('|')}|
${told.map(toRow).map(toLine).join('\n')}

${told.map(describe).join('\n\n')}
`;
}

function commandsOf({ stories, targets }: KeptPromise, number: number): string[] {
  return [
    ...(stories.length === 0 ? [`npm run reliability -- --prove ${number}`] : [`npm run chaos -- ${stories.join(' ')}`]),
    ...new Set(targets.map(({ bench }) => `npm run bench -- ${bench}`)),
  ];
}

/** Nothing is left out: what was not measured is named. */
function resultOf({ stories, targets, tests }: KeptPromise, number: number, measured: Measurements): string {
  const told = largest(measured.stories).filter(({ story }) => stories.includes(story));
  const broken = told.filter((record) => !isClean(record)).map(({ story }) => story);
  const missing = stories.filter((name) => !told.some(({ story }) => story === name));
  const judged = targets.flatMap(({ bench, id }) => {
    const run = measured.benches.find((one) => one.bench === bench);
    const target = run?.targets.find((one) => one.id === id && one.isCorrectness);
    return run === undefined || target === undefined ? [] : [`\`${bench}\` ${run.measuredOn}: ${target.measured}`];
  });
  const run = measured.tests.find(({ promise }) => promise === number);
  return [
    ...(told.length === 0 ? [] : [`${told.length - broken.length} of ${told.length} stories clean (${datesOf(told)})`]),
    ...(broken.length === 0 ? [] : [`broken: ${broken.join(', ')}`]),
    ...(missing.length === 0 ? [] : [`not played: ${missing.join(', ')}`]),
    ...judged,
    run === undefined
      ? `${tests.length} test files`
      : `${run.passed} of ${run.passed + run.failed} tests in ${run.files} files (${run.measuredOn})`,
  ].join('; ');
}

const datesOf = (records: readonly StoryRecord[]): string => [...new Set(records.map(({ measuredOn }) => measuredOn))].sort().join(', ');

/** Of each story the full run, or the quick one where there is no other. */
const largest = (records: readonly StoryRecord[]): StoryRecord[] =>
  records.filter(({ story, size }) => size === 'full' || !records.some((other) => other.story === story && other.size === 'full'));

const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const toRow = ({ story, measuredOn, size, seed, counts }: StoryRecord): string[] => [
  `\`${story}\``,
  measuredOn,
  size,
  String(seed),
  ...violationKinds.map((kind) => String(counts[kind])),
];

const describe = ({ story, promise, facts, processors, seconds }: StoryRecord): string =>
  [
    `### ${story}\n\n${promise}\n`,
    ...Object.entries(facts).map(([name, value]) => `- ${name}: ${value}`),
    `- lasted ${seconds} s with ${processors} processors`,
  ].join('\n');

const toLink = (file: string): string => `[${file.replace(/^.*\//, '').replace(/(\.property)?\.test\.ts$/, '')}](../${file})`;
