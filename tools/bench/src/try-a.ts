import { startBenchServer } from './server/start-bench-server.ts';
import { corpusShape } from './corpus/corpus-shape.ts';
import { createCorpus } from './corpus/corpus.ts';
import { makeQuestions } from './retrieval/make-questions.ts';
import { nearestChunks } from './retrieval/nearest-chunks.ts';
import { measureSystems } from './retrieval/measure-systems.ts';
import { summarizeSamples } from './retrieval/summarize-samples.ts';
import { measureSecurityTax } from './retrieval/measure-security-tax.ts';
import { measureRoutes } from './retrieval/measure-routes.ts';
import { measureSizes } from './retrieval/measure-sizes.ts';
import { openPeers } from './retrieval/open-peers.ts';
import { openOurs, openOurDatabase, searchOurs } from './retrieval/systems/our-system.ts';
import { retrievalTargets } from './retrieval/retrieval-targets.ts';
import { targetsTable } from './report/targets-table.ts';
import { toJsonLines } from './report/measurement.ts';
import { withClient } from './server/with-client.ts';
import { baseId } from './corpus/identifiers.ts';
const server = await startBenchServer(console.error);
const db = (name: string) => {
  const as = (user: string) => Object.assign(new URL(server.superuserUrl), { username: user, pathname: `/${name}` }).toString();
  return { name, superuserUrl: as('postgres'), ownerUrl: as('sylion_owner'), appUrl: as('sylion_app'), isLoaded: () => Promise.resolve(true), markLoaded: () => Promise.resolve() };
};
const all: any[] = [];
const rec = (m: any[]) => { all.push(...m); console.log(toJsonLines(m)); };
try {
  const corpus = createCorpus(corpusShape('A'));
  const ours = db('bench_a'), peers = db('bench_a_peers');
  const questions = makeQuestions(corpus, 15);
  const truths = nearestChunks(corpus, questions, console.error);
  const systems = [openOurs(ours.appUrl), ...(await openPeers(peers, 'A'))];
  rec(summarizeSamples('A', await measureSystems(systems, questions.map((question, i) => ({ question, truth: truths[i]! })), console.error)));
  for (const s of systems) await s.close();
  await measureSecurityTax(ours, 'A', questions.filter((q) => q.topic === 'in')).then(rec).catch(console.error);
  await measureRoutes(ours, corpus).then(rec).catch(console.error);
  await measureSizes(ours, peers, corpus).then(rec).catch(console.error);
  console.log(targetsTable(retrievalTargets(all)));
  const words = await withClient(ours.superuserUrl, async (c) => (await c.query('select word from knowledge_common_words where knowledge_base_id=$1 and chunk_count between 3500 and 7500 order by word', [baseId(0)])).rows.map((r) => r.word));
  const d = openOurDatabase(ours.appUrl, 1);
  const ms: number[] = [];
  for (let i = 0; i < 8; i++) { const t = performance.now(); const f = await searchOurs(d, { tenant: 0, vector: null, text: [0, 1, 2, 3].map((j) => words[(i * 4 + j) % words.length]).join(' ') }); ms.push(performance.now() - t); console.log('words', f.length, ms.at(-1)); }
  await d.close();
} finally { await server.stop(); process.exit(); }
