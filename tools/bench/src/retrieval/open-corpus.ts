import { corpusShape, type SetName } from '../corpus/corpus-shape.ts';
import { corpusVersion, createCorpus, type Corpus } from '../corpus/corpus.ts';
import { openBenchDatabase, type BenchDatabase } from '../server/bench-database.ts';
import { loadOurs } from './load-ours.ts';
import { loadPeers } from './load-peers.ts';

/** A corpus with the databases that hold it: ours, and the peers' apart from it, so that a change of our schema rebuilds ours alone. */
export interface LoadedCorpus {
  readonly corpus: Corpus;
  readonly ours: BenchDatabase;
  readonly peers: BenchDatabase;
}

export async function openCorpus(
  set: SetName,
  superuserUrl: string,
  fresh: boolean,
  progress: (line: string) => void,
): Promise<LoadedCorpus> {
  const corpus = createCorpus(corpusShape(set));
  const version = `corpus ${corpusVersion}`;
  const name = `bench_${set.toLowerCase()}`;
  const peers = await openBenchDatabase({ name: `${name}_peers`, superuserUrl, version, isMigrated: false, fresh });
  await loadPeers(peers, corpus, progress);
  const ours = await openOurs(name, superuserUrl, version, fresh);
  await loadOurs(ours, corpus, progress);
  return { corpus, ours, peers };
}

/** Ours is loaded whole or made anew. */
async function openOurs(name: string, superuserUrl: string, version: string, fresh: boolean): Promise<BenchDatabase> {
  const options = { name, superuserUrl, version, isMigrated: true };
  const kept = await openBenchDatabase({ ...options, fresh });
  return (await kept.isLoaded('ours')) ? kept : openBenchDatabase({ ...options, fresh: true });
}
