import fs from 'node:fs/promises';
import path from 'node:path';

import { repositoryRoot } from '@sylion/launch/embedded';

import type { Bench, BenchEnvironment } from '../bench.ts';
import type { SetName } from '../corpus/corpus-shape.ts';
import { toJsonLines, type Measurement } from '../report/measurement.ts';
import type { Target } from '../report/target.ts';
import { targetsTable } from '../report/targets-table.ts';
import { writeReport } from '../report/write-report.ts';
import { formatFacts, readMachineFacts } from '../server/machine-facts.ts';
import { checkDensity } from './check-density.ts';
import { fuzzIsolation } from './fuzz-isolation.ts';
import { makeQuestions } from './make-questions.ts';
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
import { systemNames } from './systems/system-names.ts';

/** How quickly and how completely the nearest chunks of a tenant are found, by us and by others. */
export const retrieval: Bench = {
  title: 'finding the chunks nearest to a question: ours beside LangChain and LlamaIndex, on one server',
  help: retrievalHelp,
  run: async (args, environment) => {
    const options = readRetrievalOptions(args);
    const measurements: Measurement[] = [];
    for (const set of options.sets) measurements.push(...(await measureSet(set, options, environment)));
    const targets = retrievalTargets(measurements);
    await publish(measurements, targets, options, environment);
    return targets;
  },
};

async function measureSet(set: SetName, options: RetrievalOptions, { server, progress }: BenchEnvironment): Promise<Measurement[]> {
  const { corpus, ours, peers } = await openCorpus(set, server.superuserUrl, options.fresh, progress);
  const questions = makeQuestions(corpus, options.questions);
  const truths = await questionTruths(path.join(repositoryRoot, '.local/bench'), corpus, questions, progress);
  const systems = [openOurs(ours.appUrl), ...(await openPeers(peers, set))];
  try {
    progress(`asking ${systems.length} systems ${questions.length} questions each`);
    const asked = questions.map((question, index) => ({ question, truth: truths[index] ?? [] }));
    const samples = await measureSystems(systems, asked, progress);
    const inTopic = questions.filter(({ topic }) => topic === 'in');
    progress('measuring the cost of row-level security, of the routes, of space and of the words leg');
    return [
      ...summarizeSamples(set, samples),
      ...(await measureSecurityTax(ours, set, inTopic)),
      ...(await measureRoutes(ours, corpus)),
      ...(await measureSizes(ours, peers, corpus)),
      ...(await measureWords(ours, corpus)),
      ...(await measureIsolation(set)),
    ];
  } finally {
    for (const system of systems) await system.close();
  }

  async function measureIsolation(name: string): Promise<Measurement[]> {
    progress(`trying to see other tenants' rows, ${options.fuzzCalls} times`);
    const { calls, foreignRows, ownRows, refusals } = await fuzzIsolation(ours, corpus, options.fuzzCalls, progress);
    const changed = await checkDensity(
      ours,
      questions.filter((_, index) => index % 5 === 0),
    );
    const line = { bench: 'retrieval', set: name, isOurs: true } as const;
    return [
      {
        ...line,
        class: 'isolation',
        system: `${systemNames.ours}, ${refusals} calls refused, ${ownRows} own rows seen`,
        calls,
        foreignRows,
      },
      {
        ...line,
        class: 'isolation',
        system: `${systemNames.ours}, answers that changed when another tenant crowded around the question`,
        foreignRows: changed,
      },
    ];
  }
}

async function publish(
  measurements: readonly Measurement[],
  targets: readonly Target[],
  { jsonFile, isReported }: RetrievalOptions,
  { server, docsFolder, print, progress }: BenchEnvironment,
): Promise<void> {
  const lines = toJsonLines(measurements);
  print(`${lines}\n${targetsTable(targets)}`);
  if (jsonFile !== undefined) await fs.writeFile(jsonFile, lines);
  if (!isReported) return;
  const facts = formatFacts(await readMachineFacts(server.superuserUrl));
  await writeReport(docsFolder, reportRetrieval(facts, measurements, targets));
  progress(`wrote ${path.join(docsFolder, 'benchmarks.md')}`);
}
