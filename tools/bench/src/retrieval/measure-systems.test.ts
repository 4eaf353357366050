import { measureSystems } from './measure-systems.ts';
import type { Question } from './question.ts';
import { summarizeSamples } from './summarize-samples.ts';
import type { Found, RetrievalSystem } from './systems/retrieval-system.ts';

const question = (tenant: number): Question => ({ tenant, class: 'small', topic: 'in', vector: new Float32Array(1) });
const found = (tenant: number, ...numbers: number[]): Found[] => numbers.map((number) => ({ tenant, number, text: '' }));

function systemThatFinds(name: string, log: string[], answer: readonly Found[]): RetrievalSystem {
  return { name, isOurs: false, search: () => Promise.resolve((log.push(name), answer)), close: () => Promise.resolve() };
}

describe('measureSystems', () => {
  it('asks all systems in turns of twenty, another one first in every round, and does not count the first questions of a turn', async () => {
    const log: string[] = [];
    const systems = ['a', 'b'].map((name) => systemThatFinds(name, log, []));
    const questions = Array.from({ length: 40 }, () => ({ question: question(1), truth: [] }));
    const samples = await measureSystems(systems, questions, () => undefined);
    expect(log.join('')).toBe(`${'a'.repeat(23)}${'b'.repeat(46)}${'a'.repeat(23)}`);
    expect(samples).toHaveLength(80);
  });
});

describe('summarizeSamples', () => {
  it('counts what is missing and what belongs to others', async () => {
    const systems = [systemThatFinds('half', [], found(1, 1, 2)), systemThatFinds('leaky', [], [...found(1, 1, 2, 3), ...found(2, 4)])];
    const samples = await measureSystems(systems, [{ question: question(1), truth: [1, 2, 3, 4] }], () => undefined);
    expect(summarizeSamples('quick', samples)).toMatchObject([
      { system: 'half', rows: 2, complete: 0, recall: 0.5, foreignRows: 0 },
      { system: 'leaky', rows: 3, complete: 0, recall: 0.75, foreignRows: 1 },
    ]);
  });
});
