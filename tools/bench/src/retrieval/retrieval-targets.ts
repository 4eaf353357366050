import type { Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { systemNames } from './systems/system-names.ts';

/** The promises about retrieval, judged by what this run measured. Times are judged on the full sets only. */
export function retrievalTargets(measurements: readonly Measurement[]): Target[] {
  const ours = measurements.filter(({ system, recall }) => system === systemNames.ours && recall !== undefined);
  const sets = [...new Set(measurements.map(({ set }) => set))].filter((set) => set !== 'quick');
  const find = (what: string): Measurement[] => measurements.filter((one) => one.class === what);
  const speed = (tenantClass: string, limits: Readonly<Record<string, number>>): Judged =>
    all(sets, (set) => judgeSpeed(measurements, set, tenantClass, limits[set] ?? NaN));
  return [
    correct('T1', 'as many chunks as there are, at most 10, for every question', completeness(ours)),
    correct('T2', 'recall@10 ≥ 0.99 near own content, ≥ 0.97 off it, in every class', recallOf(ours)),
    timed('T3', 'small tenant: p50 ≤ 0.6 ms', speed('small', { A: 0.6, B: 0.6 })),
    timed('T4', 'medium tenant: p50 ≤ 2.5 ms (A), ≤ 5 ms (B)', speed('medium', { A: 2.5, B: 5 })),
    timed('T5', 'large tenant: p50 ≤ 3.5 ms', speed('large', { A: 3.5, B: 3.5 })),
    timed(
      'T5',
      'large tenant: p95 ≤ 3 × p50',
      all(sets, (set) => judgeTail(measurements, set)),
    ),
    timed('T6', 'small tenant: p50 with 1,000,000 chunks around ≤ 1.2 × that with 200,000', judgeScaling(ours)),
    timed('T7', 'row-level security: p50 ≤ 1.10 × that of a role it does not hold', atMost(find('security tax'), 'ratio', 1.1, 'x')),
    timed('T8', 'exact route ≤ 1 µs a chunk', atMost(find('exact route'), 'microsecondsPerChunk', 1, ' µs')),
    timed('T8', 'bits route ≤ 0.25 µs a chunk', atMost(find('bits route'), 'microsecondsPerChunk', 0.25, ' µs')),
    timed('T10', 'vector and its indexes ≤ 2.3 kB a chunk', size(find('size'), 2.3)),
    timed('T10', 'of a tenant with an index of its own ≤ 4.3 kB a chunk', size(find('size, own index'), 4.3)),
    timed('T11', 'words among 100,000 chunks: p50 ≤ 15 ms', judgeWords(measurements)),
    correct('T13', 'nothing of another tenant, whatever the call; counts do not depend on other tenants', judgeIsolation(measurements)),
  ];
}

interface Judged {
  readonly measured: string;
  readonly isMet: boolean | undefined;
  readonly peers: string;
}

const notRun: Judged = { measured: '', isMet: undefined, peers: '' };
const correct = (id: string, promise: string, judged: Judged): Target => ({ id, promise, isCorrectness: true, ...judged });
const timed = (id: string, promise: string, judged: Judged): Target => ({ id, promise, isCorrectness: false, ...judged });

/** The judgements of several sets as one. */
function all(sets: readonly string[], judge: (set: string) => Judged): Judged {
  const judged = sets.map((set) => ({ set, ...judge(set) })).filter(({ isMet }) => isMet !== undefined);
  if (judged.length === 0) return notRun;
  const name = (set: string): string => (judged.length > 1 ? `${set}: ` : '');
  return {
    measured: judged.map(({ set, measured }) => name(set) + measured).join('; '),
    isMet: judged.every(({ isMet }) => isMet),
    peers: judged.map(({ set, peers }) => name(set) + peers).join('; '),
  };
}

function completeness(ours: readonly Measurement[]): Judged {
  if (ours.length === 0) return notRun;
  const least = Math.min(...ours.map(({ complete = 0 }) => complete));
  return { measured: `${(100 * least).toFixed(1)} %`, isMet: least === 1, peers: '' };
}

function recallOf(ours: readonly Measurement[]): Judged {
  if (ours.length === 0) return notRun;
  const least = (topic: string): number => Math.min(...ours.filter((one) => one.topic === topic).map((one) => one.recall ?? 0));
  return {
    measured: `${least('in').toFixed(3)} and ${least('cross').toFixed(3)}`,
    isMet: least('in') >= 0.99 && least('cross') >= 0.97,
    peers: '',
  };
}

/** Asked in a row; the slower of the two topics counts. A peer is compared on the same one, both asked between the others. */
function judgeSpeed(measurements: readonly Measurement[], set: string, tenantClass: string, limitMs: number): Judged {
  const here = measurements.filter((one) => one.set === set && one.class === tenantClass && one.topic !== undefined);
  const [slower] = here
    .filter(({ system }) => system === systemNames.oursInARow)
    .toSorted((left, right) => (right.p50Ms ?? 0) - (left.p50Ms ?? 0));
  if (slower?.p50Ms === undefined) return notRun;
  const onTopic = here.filter(({ topic, recall }) => topic === slower.topic && recall !== undefined);
  const among = onTopic.find(({ isOurs }) => isOurs)?.p50Ms ?? NaN;
  const own = slower.p50Ms;
  const peers = onTopic
    .filter(({ isOurs }) => !isOurs)
    .map(
      (one) =>
        `${((one.p50Ms ?? NaN) / among).toFixed(1)}× ${one.system}${(one.recall ?? 0) < 0.9 ? ` (recall ${(one.recall ?? 0).toFixed(2)})` : ''}`,
    );
  return { measured: `${own.toFixed(2)} ms`, isMet: own <= limitMs, peers: peers.join(', ') };
}

function judgeTail(measurements: readonly Measurement[], set: string): Judged {
  const large = measurements.filter((one) => one.system === systemNames.oursInARow && one.set === set && one.class === 'large');
  if (large.length === 0) return notRun;
  const worst = Math.max(...large.map(({ p50Ms = NaN, p95Ms = NaN }) => p95Ms / p50Ms));
  return { measured: `${worst.toFixed(1)} ×`, isMet: worst <= 3, peers: '' };
}

function judgeScaling(ours: readonly Measurement[]): Judged {
  const p50 = (set: string): number | undefined =>
    ours.find((one) => one.set === set && one.class === 'small' && one.topic === 'in')?.p50Ms;
  const [inA, inB] = [p50('A'), p50('B')];
  if (inA === undefined || inB === undefined) return notRun;
  return { measured: `${(inB / inA).toFixed(2)} ×`, isMet: inB / inA <= 1.2, peers: '' };
}

function atMost(found: readonly Measurement[], field: 'ratio' | 'microsecondsPerChunk', limit: number, unit: string): Judged {
  const values = found.filter(({ set, isOurs }) => set !== 'quick' && isOurs).flatMap((one) => one[field] ?? []);
  if (values.length === 0) return notRun;
  const worst = Math.max(...values);
  return { measured: `${worst.toFixed(2)}${unit === 'x' ? ' ×' : unit}`, isMet: worst <= limit, peers: '' };
}

/** In kB of 1,024 bytes, as Postgres counts them and the baselines were. */
function size(found: readonly Measurement[], limitKilobytes: number): Judged {
  const own = found.find(({ isOurs, set }) => isOurs && set !== 'quick')?.bytesPerChunk;
  if (own === undefined) return notRun;
  const kilobytes = own / 1_024;
  const peers = found.filter(({ isOurs }) => !isOurs).map((one) => `${((one.bytesPerChunk ?? NaN) / own).toFixed(1)}× ${one.system}`);
  return { measured: `${kilobytes.toFixed(2)} kB`, isMet: kilobytes <= limitKilobytes, peers: peers.join(', ') };
}

function judgeWords(measurements: readonly Measurement[]): Judged {
  const words = measurements.filter((one) => one.class === 'words' && one.set === 'A');
  const ours = words.find(({ isOurs }) => isOurs)?.p50Ms;
  if (ours === undefined) return notRun;
  const peers = words.filter(({ isOurs }) => !isOurs).map((one) => `${((one.p50Ms ?? NaN) / ours).toFixed(1)}× ${one.system}`);
  return { measured: `${ours.toFixed(1)} ms`, isMet: ours <= 15, peers: peers.join(', ') };
}

function judgeIsolation(measurements: readonly Measurement[]): Judged {
  const fuzzed = measurements.filter((one) => one.class === 'isolation');
  if (fuzzed.length === 0) return notRun;
  const calls = fuzzed.reduce((sum, one) => sum + (one.calls ?? 0), 0);
  const foreign = measurements.filter(({ isOurs }) => isOurs).reduce((sum, one) => sum + (one.foreignRows ?? 0), 0);
  return { measured: `${foreign} foreign rows in ${calls} calls`, isMet: foreign === 0, peers: '' };
}
