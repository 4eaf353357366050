import type { CorpusChunk } from '../corpus/corpus.ts';
import type { Measurement } from '../report/measurement.ts';
import { watchMemory } from './watch-memory.ts';
import type { Loader } from './loaders/loader.ts';

export interface LoadPlan {
  readonly set: string;
  readonly loaders: readonly Loader[];
  readonly rounds: number;
  /** The documents of a loader's turn; never the same twice. */
  documentsOf(loader: Loader, round: number): readonly (readonly CorpusChunk[])[];
  progress(line: string): void;
}

/** Lets all loaders add documents, in turns, so that noise hits them alike. @throws when rows are missing afterwards */
export async function measureLoaders({ set, loaders, rounds, documentsOf, progress }: LoadPlan): Promise<Measurement[]> {
  const results = loaders.map((loader) => ({
    loader,
    rows: 0,
    elapsedMs: 0,
    peakMemoryBytes: 0,
    parts: new Map<string, number>(),
    before: 0,
  }));
  for (const result of results) result.before = await result.loader.count();
  for (let round = 0; round < rounds; round += 1) {
    for (const result of results) {
      const documents = documentsOf(result.loader, round);
      const prepared = await result.loader.prepare(documents);
      const memory = watchMemory();
      const startedAt = performance.now();
      const parts = await prepared.add();
      result.elapsedMs += performance.now() - startedAt;
      result.peakMemoryBytes = Math.max(result.peakMemoryBytes, memory.stop());
      result.rows += documents.flat().length;
      for (const [part, elapsedMs] of Object.entries(parts)) result.parts.set(part, (result.parts.get(part) ?? 0) + elapsedMs);
    }
    progress(`round ${round + 1} of ${rounds}`);
  }
  const measurements: Measurement[] = [];
  for (const { loader, rows, elapsedMs, peakMemoryBytes, parts, before } of results) {
    const added = (await loader.count()) - before;
    if (added !== rows) throw new Error(`${loader.name} was given ${rows} chunks and has ${added}`);
    const line = { bench: 'ingest', set, system: loader.name, isOurs: loader.isOurs } as const;
    measurements.push({ ...line, class: 'whole', rows, rowsPerSecond: (rows / elapsedMs) * 1000, peakMemoryBytes });
    for (const [part, partMs] of parts) measurements.push({ ...line, class: part, rows, rowsPerSecond: (rows / partMs) * 1000 });
  }
  return measurements;
}
