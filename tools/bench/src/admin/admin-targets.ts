import { percentile } from '@sylion/knowledge';

import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';

/** A page of 50 and what hangs on it, whatever the tenant has. Tables that are small are read whole, and rightly so: not judged on the quick set. */
const mostRowsRead = 1_000;
const mostMs = 50;

/** A1 and A2 are right or wrong; the others are judged on the full set only. */
export function adminTargets(measurements: readonly Measurement[]): Target[] {
  const isFull = measurements.every(({ set }) => set !== 'quick');
  const asked = measurements.filter(({ statements }) => statements !== undefined);
  const crooked = asked.filter(({ faults = [], rowsRead = 0 }) => faults.length > 0 || (isFull && rowsRead > mostRowsRead));
  const growing = asked.filter(({ statements = 0, statementsOfShortPage = 0 }) => statements > statementsOfShortPage + 1);
  const slowest = (of: (one: Measurement) => boolean): Measurement | undefined =>
    measurements.filter((one) => one.clients === 1 && of(one)).toSorted((left, right) => (right.p95Ms ?? 0) - (left.p95Ms ?? 0))[0];
  const judgeSlowest = (id: string, promise: string, one: Measurement | undefined): Target => ({
    ...target(id, promise, false),
    ...(isFull && one && { measured: `${one.p95Ms?.toFixed(1)} ms: ${one.system}, ${one.class}`, isMet: (one.p95Ms ?? 0) <= mostMs }),
  });
  const judgeRatio = (id: string, promise: string, ratio: number, most: number): Target => ({
    ...target(id, promise, false),
    ...(isFull && { measured: `${ratio.toFixed(2)} ×`, isMet: ratio <= most }),
  });
  return [
    judgeAll(
      'A1',
      `pages and searches walk an index in its order: no large table read whole, nothing sorted, ≤ ${mostRowsRead} rows read`,
      asked,
      crooked,
    ),
    judgeAll('A2', 'a page of 200 takes as many statements as a page of 2 (or one more, to end with a whole reply)', asked, growing),
    judgeSlowest(
      'A3',
      `reads: p95 ≤ ${mostMs} ms`,
      slowest(({ topic }) => topic !== 'write' && topic !== 'aggregate'),
    ),
    judgeSlowest(
      'A4',
      `writes: p95 ≤ ${mostMs} ms`,
      slowest(({ topic }) => topic === 'write'),
    ),
    judgeRatio(
      'A5',
      'pages of the largest tenant take ≤ 2 × as long as those of a small one (median)',
      ratioOf(measurements, isPage, sameOfSmall),
      2,
    ),
    judgeRatio('A6', 'a page in the middle takes ≤ 1.5 × as long as the first (median)', ratioOf(measurements, isLater, sameFirst), 1.5),
  ];
}

const target = (id: string, promise: string, isCorrectness: boolean): Target => ({
  id,
  promise,
  measured: '',
  isMet: undefined,
  peers: '',
  isCorrectness,
});

function judgeAll(id: string, promise: string, all: readonly Measurement[], broken: readonly Measurement[]): Target {
  const say = ({ system, class: of, topic, faults = [], rowsRead, statements, statementsOfShortPage }: Measurement): string =>
    `${system} (${of}, ${topic}): ${[...faults, `${rowsRead} rows read`, `${statements} statements, ${statementsOfShortPage} for 2`].join(', ')}`;
  const measured = broken.length === 0 ? `all ${all.length}` : broken.map(say).join('; ');
  return { ...target(id, promise, true), measured, isMet: all.length > 0 && broken.length === 0 };
}

const isPage = ({ class: of, topic }: Measurement): boolean => of === 'largest' && (topic === 'first page' || topic === 'later page');
const isLater = ({ topic }: Measurement): boolean => topic === 'later page';
const sameOfSmall = (one: Measurement): Partial<Measurement> => ({ ...keyOf(one), class: 'small', topic: 'first page' });
const sameFirst = (one: Measurement): Partial<Measurement> => ({ ...keyOf(one), topic: 'first page' });
const keyOf = ({ system, class: of, clients }: Measurement): Partial<Measurement> => ({
  system,
  clients,
  ...(of !== undefined && { class: of }),
});

/** The median of how much longer these take than those which they are compared with. */
function ratioOf(
  measurements: readonly Measurement[],
  isOne: (one: Measurement) => boolean,
  other: (one: Measurement) => Partial<Measurement>,
): number {
  const timed = measurements.filter(({ p50Ms, clients }) => p50Ms !== undefined && clients === 1);
  const ratios = timed.filter(isOne).flatMap((one) => {
    const wanted = Object.entries(other(one));
    const base = timed.find((candidate) => wanted.every(([name, value]) => candidate[name as keyof Measurement] === value));
    return base ? [(one.p50Ms ?? NaN) / (base.p50Ms ?? NaN)] : [];
  });
  return percentile(ratios, 0.5);
}
