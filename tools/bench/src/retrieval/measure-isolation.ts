import type { Corpus } from '../corpus/corpus.ts';
import type { Measurement } from '../report/measurement.ts';
import type { BenchDatabase } from '../server/bench-database.ts';
import { checkDensity } from './check-density.ts';
import { fuzzIsolation } from './fuzz-isolation.ts';
import type { Question } from './question.ts';
import { systemNames } from './systems/system-names.ts';

export interface IsolationPlan {
  readonly ours: BenchDatabase;
  readonly corpus: Corpus;
  readonly questions: readonly Question[];
  readonly calls: number;
  progress(line: string): void;
}

/** Whether anything of a tenant can be seen by another: its rows, or its presence. */
export async function measureIsolation({ ours, corpus, questions, calls, progress }: IsolationPlan): Promise<Measurement[]> {
  const { foreignRows, ownRows, refusals } = await fuzzIsolation(ours, corpus, calls, progress);
  const some = questions.filter((_, index) => index % 5 === 0);
  const changed = await checkDensity(ours, some);
  const line = { bench: 'retrieval', set: corpus.shape.name, isOurs: true, class: 'isolation' } as const;
  return [
    { ...line, system: `${systemNames.ours}, ${refusals} calls refused, ${ownRows} own rows seen`, calls, foreignRows },
    { ...line, system: `${systemNames.ours}, answers changed by a tenant that crowds around the questions`, foreignRows: changed },
  ];
}
