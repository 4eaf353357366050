import type { Bench, BenchEnvironment } from '../bench.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { chunksPerDocument } from '../corpus/identifiers.ts';
import type { Measurement } from '../report/measurement.ts';
import { publishResults } from '../report/publish-results.ts';
import { insertTenant } from '../retrieval/load-ours.ts';
import { openCorpus } from '../retrieval/open-corpus.ts';
import { langchainTables } from '../retrieval/systems/langchain-system.ts';
import { cloneBenchDatabase, dropBenchDatabase, type BenchDatabase } from '../server/bench-database.ts';
import { withClient } from '../server/with-client.ts';
import { ingestHelp, readIngestOptions, type IngestOptions } from './ingest-options.ts';
import { ingestTargets, loaderNames } from './ingest-targets.ts';
import { openLangchainLoader } from './loaders/langchain-loader.ts';
import { openLlamaindexLoader } from './loaders/llamaindex-loader.ts';
import type { Loader } from './loaders/loader.ts';
import { openOurLoader } from './loaders/our-loader.ts';
import { measureLoaders } from './measure-loaders.ts';
import { reportIngest } from './report-ingest.ts';

/** How quickly chunks whose vectors are known can be added, by us and by others. */
export const ingest: Bench = {
  title: 'adding chunks whose vectors are known: ours beside LangChain and LlamaIndex, into tables that hold set A',
  help: ingestHelp,
  run: async (args, environment) => {
    const options = readIngestOptions(args);
    const measurements = await measure(options, environment);
    const targets = ingestTargets(measurements);
    await publishResults(options, environment, measurements, targets, reportIngest);
    return targets;
  },
};

/** Tenants without chunks; their numbers are above every tenant of a corpus. */
const newTenant = 3_000;
const vectorTenant = 3_001;
/** The largest, which has an index of its own. */
const largeTenant = 0;

/** Rows are added to clones, so that the corpus stays as it is. */
async function measure(options: IngestOptions, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const { superuserUrl } = server;
  const { corpus, ours, peers } = await openCorpus(options.set, superuserUrl, options.fresh, progress);
  progress('cloning the databases');
  const [ourClone, peerClone] = [
    await cloneBenchDatabase(superuserUrl, ours, 'ours'),
    await cloneBenchDatabase(superuserUrl, peers, 'peers'),
  ];
  try {
    await withClient(ourClone.superuserUrl, async (client) => {
      for (const tenant of [newTenant, vectorTenant]) await insertTenant(client, tenant, 0);
    });
    const tenants = await openLoaders(ourClone, peerClone);
    const loaders = [...tenants.keys()];
    try {
      return await measureLoaders({
        set: options.set,
        loaders,
        rounds: options.rounds,
        documentsOf: (loader, round) => makeDocuments(corpus, tenants.get(loader) ?? newTenant, round, options),
        progress,
      });
    } finally {
      for (const loader of loaders) await loader.close();
    }
  } finally {
    for (const { name } of [ourClone, peerClone]) await dropBenchDatabase(superuserUrl, name);
  }
}

/** Every loader, and the tenant that it adds to. */
async function openLoaders(ours: BenchDatabase, peers: BenchDatabase): Promise<Map<Loader, number>> {
  const openOurs = (name: string, tenant: number, withWords: boolean): [Loader, number] => [
    openOurLoader({ name, tenant, withWords }, ours),
    tenant,
  ];
  return new Map([
    openOurs(loaderNames.ours, newTenant, true),
    openOurs(loaderNames.oursVectors, vectorTenant, false),
    openOurs(loaderNames.oursPromoted, largeTenant, true),
    [await openLangchainLoader(loaderNames.langchainDefault, peers.ownerUrl, langchainTables.default, false), newTenant],
    [await openLangchainLoader(loaderNames.langchainHnsw, peers.ownerUrl, langchainTables.hnsw, true), newTenant],
    [await openLlamaindexLoader(loaderNames.llamaindex, peers.ownerUrl), newTenant],
  ]);
}

/** Documents that follow on those which the tenant has, on the large tenant's topics. */
function makeDocuments(corpus: Corpus, tenant: number, round: number, { documentsInRound }: IngestOptions) {
  const existing = Math.ceil(corpus.sizeOf(tenant) / chunksPerDocument);
  return Array.from({ length: documentsInRound }, (_, index) => {
    const first = (existing + round * documentsInRound + index) * chunksPerDocument;
    return Array.from({ length: chunksPerDocument }, (_, ordinal) => ({ ...corpus.chunk(largeTenant, first + ordinal), tenant }));
  });
}
