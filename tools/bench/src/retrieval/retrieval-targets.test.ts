import type { Measurement } from '../report/measurement.ts';
import { retrievalTargets } from './retrieval-targets.ts';

const ours = (change: Partial<Measurement>): Measurement => ({
  bench: 'retrieval',
  set: 'A',
  system: 'SylionAI',
  isOurs: true,
  class: 'small',
  topic: 'in',
  complete: 1,
  recall: 1,
  p50Ms: 0.5,
  p95Ms: 1,
  ...change,
});
const inARow = (change: Partial<Measurement>): Measurement => ours({ system: 'SylionAI, in a row', recall: undefined, ...change });
const verdictOf = (id: string, measurements: Measurement[]) => retrievalTargets(measurements).find((target) => target.id === id)?.isMet;

describe('retrievalTargets', () => {
  it('a single answer that lacks a chunk breaks completeness', () => {
    expect(verdictOf('T1', [ours({}), ours({ topic: 'cross' })])).toBe(true);
    expect(verdictOf('T1', [ours({}), ours({ topic: 'cross', complete: 0.99 })])).toBe(false);
  });

  it('recall is judged per topic and by the worst class', () => {
    expect(verdictOf('T2', [ours({ recall: 0.99 }), ours({ topic: 'cross', recall: 0.97 })])).toBe(true);
    expect(verdictOf('T2', [ours({}), ours({ class: 'large', recall: 0.98 }), ours({ topic: 'cross' })])).toBe(false);
  });

  it('one foreign row in any measurement breaks isolation', () => {
    const fuzz = ours({ class: 'isolation', topic: undefined, recall: undefined, calls: 10, foreignRows: 0 });
    expect(verdictOf('T13', [fuzz, ours({ foreignRows: 0 })])).toBe(true);
    expect(verdictOf('T13', [fuzz, ours({ foreignRows: 1 })])).toBe(false);
    expect(verdictOf('T13', [ours({})])).toBeUndefined();
  });

  it('the slower topic counts for speed, and peers are compared on it', () => {
    const among = ours({ topic: 'cross', p50Ms: 1.1 });
    const peer = ours({ system: 'Peer', isOurs: false, topic: 'cross', p50Ms: 11, recall: 0.2 });
    const speed = retrievalTargets([among, peer, inARow({}), inARow({ topic: 'cross', p50Ms: 0.55 })]).find(({ id }) => id === 'T3');
    expect(speed).toMatchObject({ measured: '0.55 ms', isMet: true, peers: '10.0× Peer (recall 0.20)' });
    expect(verdictOf('T3', [inARow({ p50Ms: 0.7 })])).toBe(false);
    expect(verdictOf('T3', [ours({ p50Ms: 0.1 })])).toBeUndefined();
  });

  it('times of a quick run are not judged', () => {
    expect(verdictOf('T3', [inARow({ set: 'quick', p50Ms: 99 })])).toBeUndefined();
  });

  it('the growth from 200,000 to 1,000,000 chunks needs both sets', () => {
    expect(verdictOf('T6', [ours({})])).toBeUndefined();
    expect(verdictOf('T6', [ours({}), ours({ set: 'B', p50Ms: 0.55 })])).toBe(true);
    expect(verdictOf('T6', [ours({}), ours({ set: 'B', p50Ms: 0.7 })])).toBe(false);
  });
});
