import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import type { Bench, BenchEnvironment } from '../bench.ts';
import type { SetName } from '../corpus/corpus-shape.ts';
import type { Measurement } from '../report/measurement.ts';
import { publishResults } from '../report/publish-results.ts';
import { warmDatabase } from '../server/warm-database.ts';
import { makeQuestions } from './make-questions.ts';
import { measureInARow } from './measure-in-a-row.ts';
import { measureIsolation } from './measure-isolation.ts';
import { measureRoutes } from './measure-routes.ts';
import { measureSecurityTax } from './measure-security-tax.ts';
import { measureSizes } from './measure-sizes.ts';
import { measureSystems } from './measure-systems.ts';
import { measureWords } from './measure-words.ts';
import { openCorpus } from './open-corpus.ts';
import { openPeers } from './open-peers.ts';
import { questionTruths } from './question-truths.ts';
import { reportRetrieval } from './report-retrieval.ts';
import { readRetrievalOptions, retrievalHelp, type RetrievalOptions } from './retrieval-options.ts';
import { retrievalTargets } from './retrieval-targets.ts';
import { summarizeSamples } from './summarize-samples.ts';
import { openOurs } from './systems/our-system.ts';

/** How quickly and how completely the nearest chunks of a tenant are found, by us and by others. */
export const retrieval: Bench = {
  title: 'finding the chunks nearest to a question: ours beside LangChain and LlamaIndex, on one server',
  help: retrievalHelp,
  run: async (args, environment) => {
    const options = readRetrievalOptions(args);
    const measurements: Measurement[] = [];
    for (const set of options.sets) measurements.push(...(await measureSet(set, options, environment)));
    const targets = retrievalTargets(measurements);
    await publishResults(options, environment, measurements, targets, reportRetrieval);
    return targets;
  },
};

async function measureSet(set: SetName, options: RetrievalOptions, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const { corpus, ours, peers } = await openCorpus(set, server.superuserUrl, options.fresh, progress);
  const questions = makeQuestions(corpus, options.questions);
  const truths = await questionTruths(path.join(repositoryRoot, '.local/bench'), corpus, questions, progress);
  const systems = [openOurs(ours.appUrl), ...(await openPeers(peers, set))];
  try {
    progress('reading everything into memory');
    for (const database of [peers, ours]) await warmDatabase(database);
    progress(`asking ${systems.length} systems ${questions.length} questions each`);
    const asked = questions.map((question, index) => ({ question, truth: truths[index] ?? [] }));
    const samples = await measureSystems(systems, asked, progress);
    const inTopic = questions.filter(({ topic }) => topic === 'in');
    const measurements: Measurement[] = [];
    const record = (measured: readonly Measurement[]): void => void measurements.push(...measured);
    record(summarizeSamples(set, samples));
    await warmDatabase(ours); // the others have just read through all of theirs
    record(await measureInARow(ours, set, questions));
    progress('measuring what row-level security costs, the routes, space and the words leg');
    record(await measureSecurityTax(ours, set, inTopic));
    record(await measureRoutes(ours, corpus));
    record(await measureSizes(ours, peers, corpus));
    record(await measureWords(ours, corpus));
    progress(`trying to see other tenants' rows, ${options.fuzzCalls} times`);
    record(await measureIsolation({ ours, corpus, questions, calls: options.fuzzCalls, progress }));
    return measurements;
  } finally {
    for (const system of systems) await system.close();
  }
}
